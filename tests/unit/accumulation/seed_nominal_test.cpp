// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Accumulation as the seed's train.py. Whole traces: unit/schedule/golden_test.cpp.
#include "test.hpp"

#include <ctyolo/accumulation/seed_nominal.hpp>

#include <vector>

using namespace ctyolo;

TEST_CASE("accumulation/seed_nominal: a step where the batch's number is divisible") {
  std::vector<std::int64_t> steps;
  std::int64_t last = no_step_yet;
  for (std::int64_t step = 0; step < 14; ++step)
    if (step_is_due<SeedNominal<>>(step, last, step < 7 ? 2 : 4)) steps.push_back(last = step);
  CHECK(steps == std::vector<std::int64_t>{0, 2, 4, 6, 8, 12});  // two batches for the step at 8
}

TEST_CASE("accumulation/seed_nominal: batches and decay are Nominal's") {
  constexpr Moment warm{.step = 5000, .batches = 10, .batch_size = 16};
  static_assert(SeedNominal<64>::batches(warm, {}) == 4 && SeedNominal<64>::decay_factor(24, {}) == 1.125);
  CHECK(SeedNominal<64>::name() == "SeedNominal<64>");
}
