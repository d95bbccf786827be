// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The counter-based generator: independent streams, its distributions, and that its numbers never change.
#include "test.hpp"

#include <ctyolo/core/random.hpp>

#include <array>
#include <cmath>
#include <set>

using namespace ctyolo;

TEST_CASE("core/random: the numbers are these; a change breaks every recorded run") {
  Random r({.seed = 1, .epoch = 2, .position = 3, .purpose = Purpose::mosaic});
  CHECK(r.bits() == 0xB02F57090749DD61u);
  CHECK(r.bits() == 0x557592E64CC8216Fu);
  CHECK(r.bits() == 0x0943597FCA83328Eu);
  Random zero({});
  CHECK(zero.uniform() == 0.60572197986211507);
  CHECK(zero.uniform() == 0.27129751697461668);
  CHECK(zero.below(1000) == 603);
  static_assert(Random({.seed = 1}).bits() == Random({.seed = 1}).bits(), "known at compile time");
}

TEST_CASE("core/random: every part of the key makes another stream") {
  std::set<std::uint64_t> first;
  for (std::uint64_t seed = 0; seed < 6; ++seed)
    for (std::uint64_t epoch = 0; epoch < 6; ++epoch)
      for (std::uint64_t position = 0; position < 6; ++position)
        for (std::uint64_t purpose = 0; purpose < 6; ++purpose)
          first.insert(Random({.seed = seed, .epoch = epoch, .position = position, .purpose = static_cast<Purpose>(purpose)}).bits());
  CHECK(first.size() == 6 * 6 * 6 * 6);  // (seed 1, epoch 0) is not (seed 0, epoch 1), and so on
}

TEST_CASE("core/random: neighbouring streams share no numbers") {
  std::set<std::uint64_t> seen;
  for (std::uint64_t position = 0; position < 100; ++position) {
    Random r({.seed = 7, .position = position});
    for (int i = 0; i < 100; ++i) seen.insert(r.bits());
  }
  CHECK(seen.size() == 100 * 100);
}

TEST_CASE("core/random: uniform stays in range and has its mean and variance") {
  Random r({.seed = 3});
  constexpr int draws = 200'000;
  double sum = 0, squares = 0, low = 10, high = -10;
  for (int i = 0; i < draws; ++i) {
    const double x = r.uniform(-1.0, 3.0);
    sum += x;
    squares += (x - 1) * (x - 1);
    low = std::min(low, x);
    high = std::max(high, x);
  }
  CHECK((low >= -1.0 && low < -0.999));
  CHECK((high < 3.0 && high > 2.999));
  CHECK(sum / draws == doctest::Approx(1.0).epsilon(0.01));
  CHECK(squares / draws == doctest::Approx(16.0 / 12.0).epsilon(0.01));
}

TEST_CASE("core/random: below gives every number equally often") {
  Random r({.seed = 4});
  std::array<int, 7> count{};
  for (int i = 0; i < 70'000; ++i) ++count.at(r.below(7));
  for (int c : count) CHECK(std::abs(c - 10'000) < 500);  // five standard deviations
  CHECK(r.below(1) == 0);
}

TEST_CASE("core/random: chance 0 never, chance 1 always") {
  Random r({.seed = 5});
  int hits = 0;
  for (int i = 0; i < 10'000; ++i) {
    CHECK_FALSE(r.chance(0.0));
    CHECK(r.chance(1.0));
    hits += r.chance(0.3) ? 1 : 0;
  }
  CHECK(std::abs(hits - 3000) < 250);
}

TEST_CASE("core/random: normal and beta have their moments") {
  Random r({.seed = 6});
  constexpr int draws = 100'000;
  double normal = 0, normal2 = 0, beta = 0, beta2 = 0;
  for (int i = 0; i < draws; ++i) {
    const double z = r.normal(), b = r.beta(8);
    CHECK((b > 0 && b < 1));
    normal += z;
    normal2 += z * z;
    beta += b;
    beta2 += (b - 0.5) * (b - 0.5);
  }
  CHECK(std::abs(normal / draws) < 0.015);
  CHECK(normal2 / draws == doctest::Approx(1.0).epsilon(0.02));
  CHECK(beta / draws == doctest::Approx(0.5).epsilon(0.01));
  CHECK(beta2 / draws == doctest::Approx(1.0 / (4 * (2 * 8 + 1))).epsilon(0.03));  // Beta(a, a): 1 / (4 (2a + 1))
}
