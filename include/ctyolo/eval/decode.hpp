// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A box out of four logits. Tier: spec (std only).
#pragma once

#include <ctyolo/core/box.hpp>
#include <ctyolo/core/heads.hpp>
#include <ctyolo/loss/logistic.hpp>

#include <cstdint>

namespace ctyolo::inline v0 {

/// Box of one cell and anchor, in pixels of the network input: centre = (2s - 0.5 + cell) stride, size = (2s)^2 anchor,
/// s the logistic function of the logits x, y, w, h (spec 2.2).
inline Box decode_box(const float* logits, std::int64_t stride_output, int cell_y, int cell_x, AnchorSize anchor_grid,
                      int stride_px) {
  const auto twice = [&](int output) { return 2 * sigmoid(logits[output * stride_output]); };
  const auto px = static_cast<float>(stride_px);
  const float x = (twice(0) + (static_cast<float>(cell_x) - 0.5f)) * px,
              y = (twice(1) + (static_cast<float>(cell_y) - 0.5f)) * px;
  const float w2 = twice(2), h2 = twice(3);
  const float half_w = w2 * w2 * (anchor_grid.w * px) / 2, half_h = h2 * h2 * (anchor_grid.h * px) / 2;
  return {x - half_w, y - half_h, x + half_w, y + half_h};  // xyxy_px
}

}  // namespace ctyolo::inline v0
