// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Views of raw maps.
#include "test.hpp"

#include <ctyolo/core/heads.hpp>

#include <numeric>

using namespace ctyolo;

TEST_CASE("core/heads: one element is found in [N,A*(5+nc),H,W] and in [N,H,W,A*(5+nc)]") {
  constexpr int A = 3, no = 7, H = 2, W = 4;
  std::vector<float> x(2 * A * no * H * W);
  std::iota(x.begin(), x.end(), 0.0f);
  const HeadView<float> planar{x.data(), 2, A, H, W, no, A * no * H * W, no * H * W, W, 1, H * W};
  CHECK(planar.at(1, 2, 1, 3) + 5 * planar.stride_output == &x[(((1 * A + 2) * no + 5) * H + 1) * W + 3]);
  const HeadView<float> channels_last{x.data(), 2, A, H, W, no, A * no * H * W, no, W * A * no, A * no, 1};
  CHECK(channels_last.at(1, 2, 1, 3) + 5 == &x[((1 * H + 1) * W + 3) * A * no + 2 * no + 5]);
}
