// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// No average.
#include "test.hpp"

#include <ctyolo/ema/ema.hpp>
#include <ctyolo/ema/no_average.hpp>

using namespace ctyolo;

TEST_CASE("ema/no_average: the average is the weights") {
  static_assert(!NoAverage::keeps_array && EMA<>::keeps_array && NoAverage::decay_at(5) == 0);
  float avg = 7;
  NoAverage{}.update(avg, 3.0f, NoAverage::decay_at(1));
  CHECK(avg == 3.0f);
}
