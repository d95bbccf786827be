// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Widths and heights of labels at the size at which a net is trained. Tier: spec (std only).
#pragma once

#include <ctyolo/core/box.hpp>

#include <algorithm>
#include <span>
#include <vector>

namespace ctyolo::inline v0 {

/// Width and height in pixels of the network input: of a label or of an anchor.
struct SizePx {
  float w = 0, h = 0;
  constexpr float area() const { return w * h; }
  constexpr bool operator==(const SizePx&) const = default;
};

/// The labels of a data set, image after image.
struct LabelSizes {
  std::vector<SizePx> px;  ///< [n]
  std::vector<int> image;  ///< [n] which image each belongs to
  int images = 0;

  /// Adds an image, scaled so that its longer side is `img_px`, as training does. @param labels xywh_n
  void add(int width_px, int height_px, int img_px, std::span<const Target> labels) {
    const double longer_px = std::max({width_px, height_px, 1}), size_px = img_px;
    const double w_px = size_px * width_px / longer_px, h_px = size_px * height_px / longer_px;
    for (const Target& t : labels) {
      px.push_back({static_cast<float>(t.w * w_px), static_cast<float>(t.h * h_px)});
      image.push_back(images);
    }
    ++images;
  }
};

}  // namespace ctyolo::inline v0
