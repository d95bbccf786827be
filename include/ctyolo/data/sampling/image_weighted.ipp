// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of data/sampling/image_weighted.hpp.
#pragma once

#include <ctyolo/core/random.hpp>
#include <ctyolo/data/sampling/image_weighted.hpp>
#include <ctyolo/data/sampling/label_weights.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>

namespace ctyolo::inline v0 {

CTYOLO_INLINE std::vector<double> ImageWeighted::weights(const SamplingInput& input) {
  const auto counts = class_counts(input.images, input.class_maps.size());
  std::vector<double> of_class = class_weights(counts);
  for (std::size_t c = 0; c < std::min(of_class.size(), input.class_maps.size()); ++c)
    of_class[c] *= (1 - input.class_maps[c]) * (1 - input.class_maps[c]);
  return image_weights(input.images, of_class);
}

CTYOLO_INLINE std::vector<int> ImageWeighted::order(const SamplingInput& input, int epoch) const {
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

CTYOLO_INLINE std::vector<BatchShape> ImageWeighted::shapes(const SamplingInput& input, std::span<const int> order) const {
  return square_batches(input, order);
}

}  // namespace ctyolo::inline v0
