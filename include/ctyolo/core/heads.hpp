// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The raw output maps of a detector, seen without any tensor library. Tier: spec (std only).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace ctyolo::inline v0 {

/// One raw detection map: logits of [N, A, H, W, 5+nc] wherever they lie in memory (the element order of an output is x, y, w, h, objectness, classes).
/// Reading through strides spares the copy that a permute to that order would make.
template <class T>
struct HeadView {
  T* data = nullptr;
  int images = 0, anchors = 0, height = 0, width = 0;
  int outputs = 0;  ///< 5 + nc
  std::int64_t stride_image = 0, stride_anchor = 0, stride_y = 0, stride_x = 0, stride_output = 0;  ///< in elements

  T* at(int image, int anchor, int y, int x) const {
    return data + image * stride_image + anchor * stride_anchor + y * stride_y + x * stride_x;
  }
};

/// Width and height of an anchor, in units of its level's stride.
struct AnchorSize {
  float w = 0, h = 0;
  constexpr bool operator==(const AnchorSize&) const = default;
};

/// What a loss and a decoder must know of a detector, besides its maps. Level l goes with maps[l].
struct HeadSetup {
  int classes = 0;
  std::vector<int> strides_px;                   ///< [L]
  std::vector<std::vector<AnchorSize>> anchors;  ///< [L][A], in units of the level's stride: the live ones
};

}  // namespace ctyolo::inline v0
