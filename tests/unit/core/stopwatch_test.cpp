// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Laps follow each other and add up.
#include "test.hpp"

#include <ctyolo/core/stopwatch.hpp>

#include <thread>

using namespace ctyolo;

TEST_CASE("core/stopwatch: a lap begins where the one before it ended") {
  Stopwatch whole, part;
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  const double first = part.lap(), second = part.lap();
  CHECK(first >= 0.02);
  CHECK(second >= 0);
  CHECK(first + second <= whole.lap());  // a lap that did not begin anew would be counted twice
}
