// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Sampling ImageWeighted: images that show rare and badly found classes come more often. Tier: data (std).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/data/sampling/concepts.hpp>

#include <span>
#include <vector>

namespace ctyolo::inline v0 {

/// YOLOv5's --image-weights (spec 2.5): as many draws as there are images, with replacement, an image's chance being
/// the sum over its boxes of class weight * (1 - mAP of the class at the last validation)^2. Images without boxes are
/// never drawn; where no image has a chance (every class is found perfectly) all have the same.
struct ImageWeighted {
  using slot = slot::sampling;
  static constexpr bool rectangular = false;

  /// [images], before they are drawn from
  static std::vector<double> weights(const SamplingInput& input);
  std::vector<int> order(const SamplingInput& input, int epoch) const;
  std::vector<BatchShape> shapes(const SamplingInput& input, std::span<const int> order) const;
};
static_assert(SamplingPolicy<ImageWeighted>);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/data/sampling/image_weighted.ipp>
#endif
