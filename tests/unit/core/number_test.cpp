// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Numbers as text, and Python's rounding.
#include "test.hpp"

#include <ctyolo/core/number.hpp>
#include <ctyolo/core/random.hpp>

#include <bit>
#include <cstdlib>
#include <limits>

using namespace ctyolo;

TEST_CASE("core/number: shortest text") {
  CHECK(shortest(0.9999) == "0.9999");
  CHECK(shortest(2000) == "2000");
  CHECK(shortest(0.1 + 0.2) == "0.30000000000000004");
  CHECK(shortest(5e-4) == "5e-04");
  CHECK(shortest(-0.5) == "-0.5");
  CHECK(shortest(0.0) == "0");
}

TEST_CASE("core/number: the text reads back as the same number") {
  Random r({.seed = 1});
  for (int i = 0; i < 20'000; ++i) {
    const double x = std::bit_cast<double>(r.bits());
    if (x != x) continue;
    CHECK(std::strtod(shortest(x).c_str(), nullptr) == x);
  }
  for (double x : {std::numeric_limits<double>::min(), std::numeric_limits<double>::max(), std::numeric_limits<double>::denorm_min(),
                   std::numeric_limits<double>::lowest(), std::numeric_limits<double>::infinity()})
    CHECK(std::strtod(shortest(x).c_str(), nullptr) == x);
}

TEST_CASE("core/number: halves round to even") {
  static_assert(round_half_even(0.5) == 0 && round_half_even(1.5) == 2 && round_half_even(2.5) == 2 && round_half_even(3.5) == 4);
  static_assert(round_half_even(0.0) == 0 && round_half_even(2.0) == 2 && round_half_even(2.49999) == 2);
  static_assert(round_half_even(0.50001) == 1 && round_half_even(2.66667) == 3 && round_half_even(1e12 + 0.5) == 1'000'000'000'000);
}
