// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#include "block.hpp"

std::vector<replay::Kind> replay::v7_block_kinds() {
  std::vector<Kind> all;
  test::blocks::each_v7(BlockKinds{&all});
  return all;
}
