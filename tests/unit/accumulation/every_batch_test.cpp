// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A step after every batch.
#include "test.hpp"

#include <ctyolo/accumulation/every_batch.hpp>

using namespace ctyolo;

TEST_CASE("accumulation/every_batch: one batch; decay shrinks with it") {
  static_assert(EveryBatch::batches({.step = 0, .batch_size = 16}, {}) == 1 && EveryBatch::batches({.step = 1000, .batch_size = 1}, {}) == 1);
  static_assert(EveryBatch::decay_factor(16, {}) == 0.25 && EveryBatch::decay_factor(128, {}) == 2);
}
