// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Sampling ImageWeighted: images that show rare and badly found classes come more often. Tier: data (std).
#pragma once

#include <ctyolo/core/random.hpp>
#include <ctyolo/data/sampling/concepts.hpp>
#include <ctyolo/data/sampling/label_weights.hpp>

#include <algorithm>
#include <numeric>

namespace ctyolo::inline v0 {

/// YOLOv5's --image-weights (spec 2.5): as many draws as there are images, with replacement, an image's chance being
/// the sum over its boxes of class weight * (1 - mAP of the class at the last validation)^2. Images without boxes are
/// never drawn; where no image has a chance (every class is found perfectly) all have the same.
struct ImageWeighted {
  using slot = slot::sampling;
  static constexpr bool rectangular = false;

  /// [images], before they are drawn from
  static std::vector<double> weights(const SamplingInput& input) {
    const auto counts = class_counts(input.images, input.class_maps.size());
    std::vector<double> of_class = class_weights(counts);
    for (std::size_t c = 0; c < std::min(of_class.size(), input.class_maps.size()); ++c)
      of_class[c] *= (1 - input.class_maps[c]) * (1 - input.class_maps[c]);
    return image_weights(input.images, of_class);
  }

  std::vector<int> order(const SamplingInput& input, int epoch) const {
    std::vector<double> upto = weights(input);  // becomes the running sum
    std::partial_sum(upto.begin(), upto.end(), upto.begin());
    if (upto.empty() || !(upto.back() > 0)) std::iota(upto.begin(), upto.end(), 1.0);
    Random random({input.seed, static_cast<std::uint64_t>(epoch), 0, Purpose::image_weights});
    std::vector<int> images;
    for (std::size_t i = 0; i < upto.size(); ++i) {
      const auto drawn = std::upper_bound(upto.begin(), upto.end(), random.uniform() * upto.back());
      // Rounding may bring the product up to the sum itself: then it is the last image that has a chance.
      const auto image = drawn != upto.end() ? drawn : std::lower_bound(upto.begin(), upto.end(), upto.back());
      images.push_back(static_cast<int>(image - upto.begin()));
    }
    return images;
  }
  std::vector<BatchShape> shapes(const SamplingInput& input, std::span<const int> order) const {
    return square_batches(input, order);
  }
};
static_assert(SamplingPolicy<ImageWeighted>);

}  // namespace ctyolo::inline v0
