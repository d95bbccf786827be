// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Anchors as one list in pixels, and as the lists of a head's levels in stride units. Tier: spec (std only).
#pragma once

#include <ctyolo/anchors/label_sizes.hpp>
#include <ctyolo/core/heads.hpp>

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace ctyolo::inline v0 {

/// Small to large; of equal areas the narrower one first.
inline std::vector<SizePx> sorted_by_area(std::vector<SizePx> sizes) {
  std::sort(sizes.begin(), sizes.end(),
            [](const SizePx& a, const SizePx& b) { return std::pair(a.area(), a.w) < std::pair(b.area(), b.w); });
  return sizes;
}

/// All live anchors, level after level.
inline std::vector<SizePx> anchors_px(const HeadSetup& head) {
  std::vector<SizePx> all;
  for (std::size_t l = 0; l < head.anchors.size(); ++l)
    for (const AnchorSize& a : head.anchors[l]) {
      const auto stride = static_cast<float>(head.strides_px[l]);
      all.push_back({a.w * stride, a.h * stride});
    }
  return all;
}

/// Deals anchors out to the levels of `head`, as many to each as it has: the smallest to the smallest stride, whichever
/// way the levels run. @param sizes as many as the head has anchors @return [L][A] in stride units
inline std::vector<std::vector<AnchorSize>> anchors_by_level(std::vector<SizePx> sizes, const HeadSetup& head) {
  sizes = sorted_by_area(std::move(sizes));
  std::vector<std::size_t> levels(head.anchors.size());
  for (std::size_t l = 0; l < levels.size(); ++l) levels[l] = l;
  std::sort(levels.begin(), levels.end(),
            [&](std::size_t a, std::size_t b) { return std::pair(head.strides_px[a], a) < std::pair(head.strides_px[b], b); });
  std::vector<std::vector<AnchorSize>> all(levels.size());
  auto next = sizes.begin();
  for (const std::size_t l : levels)
    for (std::size_t i = 0; i < head.anchors[l].size() && next != sizes.end(); ++i, ++next) {
      const auto stride = static_cast<float>(head.strides_px[l]);
      all[l].push_back({next->w / stride, next->h / stride});
    }
  return all;
}

}  // namespace ctyolo::inline v0
