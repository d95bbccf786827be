// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Accumulation to a nominal number of images.
#include "test.hpp"

#include <ctyolo/accumulation/nominal.hpp>

using namespace ctyolo;

namespace {

constexpr std::int64_t batches(std::int64_t step, int batch_size, const Hyp& hyp = {}) {
  return Nominal<64>::batches({.step = step, .epochs = 100, .batches = 10, .batch_size = batch_size}, hyp);  // warm-up: 100 steps
}

}  // namespace

TEST_CASE("accumulation/nominal: batch 16 grows from 1 to 4 over the warm-up, halves to even") {
  static_assert(batches(0, 16) == 1 && batches(16, 16) == 1 && batches(17, 16) == 2);  // 1.48, 1.51
  static_assert(batches(49, 16) == 2 && batches(50, 16) == 2 && batches(51, 16) == 3);  // 2.47, 2.5, 2.53
  static_assert(batches(83, 16) == 3 && batches(84, 16) == 4);                          // 3.49, 3.52
  static_assert(batches(99, 16) == 4 && batches(100, 16) == 4 && batches(101, 16) == 4);
}

TEST_CASE("accumulation/nominal: other batches, and no warm-up") {
  static_assert(batches(1000, 24) == 3 && batches(1000, 64) == 1 && batches(1000, 1) == 64);
  static_assert(batches(0, 128) == 1 && batches(50, 128) == 1 && batches(1000, 128) == 1);
  static_assert(batches(0, 16, {.warmup_epochs = 0}) == 4);
  constexpr Moment warm{.step = 1000, .batches = 10, .batch_size = 16};
  static_assert(Nominal<40>::batches(warm, {}) == 2 && Nominal<56>::batches(warm, {}) == 4);  // 2.5, 3.5
}

TEST_CASE("accumulation/nominal: weight decay is scaled to the images that a step gathers") {
  static_assert(Nominal<64>::decay_factor(16, {}) == 1 && Nominal<64>::decay_factor(64, {}) == 1);
  static_assert(Nominal<64>::decay_factor(24, {}) == 1.125);  // 3 * 24 / 64
  static_assert(Nominal<64>::decay_factor(128, {}) == 2);
  static_assert(Nominal<40>::decay_factor(16, {}) == 0.5);    // 2 * 16 / 64
  CHECK(Nominal<64>::name() == "Nominal<64>");
}
