// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#define CTYOLO_TEST_TORCH
#include "../test.hpp"

#include <ctyolo/nn/lengths.hpp>

using namespace ctyolo;

TEST_CASE("nn/lengths: the same numbers as either of LibTorch's lists") {
  const std::int64_t height = 1LL << 40;
  const Lengths lengths(height, 3);
  CHECK((at::IntArrayRef(lengths) == at::IntArrayRef({height, 3})));
  const c10::SymIntArrayRef symbols = lengths;
  REQUIRE(symbols.size() == 2);
  CHECK(symbols[0] == c10::SymInt(height));
  CHECK(symbols[1] == c10::SymInt(3));
  static_assert(!std::is_constructible_v<Lengths<2>, int>);
}
