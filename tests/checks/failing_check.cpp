// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Must fail, twice: proves that CHECK is doctest's although LibTorch came first.
#define CTYOLO_TEST_TORCH
#include "test.hpp"

TEST_CASE("a failing CHECK fails, and the next line still runs") {
  CHECK(1 + 1 == 3);
  CHECK(2 + 2 == 5);
}
