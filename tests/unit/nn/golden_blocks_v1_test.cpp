// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Each block of the seed by itself, in both backends.
#define CTYOLO_TEST_TORCH
#include "test.hpp"

#include "nn/golden_blocks.hpp"

TEST_CASE("nn/golden_blocks_v1: outputs, gradients and running statistics of each block are those of the seed") {
  int checked = 0;
  test::blocks::each_v1(golden_blocks::Check{&checked});
  CHECK(checked == 8);
}
