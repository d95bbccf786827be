// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The warm-up: how long, and its edges.
#include "moments.hpp"

#include <ctyolo/schedule/warmup.hpp>

using namespace ctyolo;

TEST_CASE("schedule/warmup: lasts max(round(epochs * batches), minimum) steps") {
  static_assert(warmup_steps(1000, {}) == 3000 && warmup_steps(10, {}) == 100);
  static_assert(warmup_steps(10, {.warmup_min_steps = 1000}) == 1000, "the seed's");
  static_assert(warmup_steps(10, {.warmup_min_steps = 0}) == 30 && warmup_steps(1000, {.warmup_epochs = 0}) == 0);
  static_assert(warmup_steps(5, {.warmup_epochs = 0.5, .warmup_min_steps = 0}) == 2, "2.5, half to even");
  static_assert(warmup_steps(7, {.warmup_epochs = 0.5, .warmup_min_steps = 0}) == 4, "3.5, half to even");
}

TEST_CASE("schedule/warmup: edges at steps 0, last and last + 1") {
  constexpr Hyp hyp{};
  const auto at = [&](std::int64_t step) { return warmed_up({.step = step, .epochs = 3, .batches = 10}, hyp, 0.01); };
  CHECK(at(0) == Rates{.weight = 0, .norm = 0, .bias = 0.1, .momentum = 0.8});
  CHECK(at(50).weight == doctest::Approx(0.005));
  CHECK(at(50).bias == doctest::Approx(0.055));
  CHECK(at(50).momentum == doctest::Approx((0.8 + 0.937) / 2));
  CHECK(at(99).weight < 0.01);
  CHECK(at(100) == Rates{.weight = 0.01, .norm = 0.01, .bias = 0.01, .momentum = 0.937});
  CHECK(at(101) == at(100));
}

TEST_CASE("schedule/warmup: none") {
  constexpr Hyp none{.warmup_epochs = 0};
  CHECK(warmed_up({.step = 0}, none, 0.01) == Rates{.weight = 0.01, .norm = 0.01, .bias = 0.01, .momentum = 0.937});
}
