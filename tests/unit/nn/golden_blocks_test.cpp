// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Each block of v7.0 by itself, in both backends.
#define CTYOLO_TEST_TORCH
#include "test.hpp"

#include "nn/golden_blocks.hpp"

TEST_CASE("nn/golden_blocks: outputs, gradients and running statistics of each block are those of v7.0") {
  int checked = 0;
  test::blocks::each_v7(golden_blocks::Check{&checked});
  CHECK(checked == 11);
}
