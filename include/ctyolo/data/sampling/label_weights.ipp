// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of data/sampling/label_weights.hpp.
#pragma once

#include <ctyolo/data/sampling/label_weights.hpp>

#include <algorithm>

namespace ctyolo::inline v0 {

CTYOLO_INLINE std::vector<std::int64_t> class_counts(std::span<const ImageRecord> images, std::size_t classes) {
  std::vector<std::int64_t> counts(classes);
  for (const ImageRecord& image : images)
    for (const Target& t : image.labels) {
      const auto c = static_cast<std::size_t>(t.cls);
      if (c >= counts.size()) counts.resize(c + 1);
      ++counts[c];
    }
  return counts;
}

CTYOLO_INLINE std::vector<double> class_weights(std::span<const std::int64_t> counts) {
  std::vector<double> weights;
  double sum = 0;
  for (const std::int64_t n : counts) sum += weights.emplace_back(1.0 / static_cast<double>(std::max<std::int64_t>(n, 1)));
  for (double& w : weights) w /= sum;
  return weights;
}

CTYOLO_INLINE std::vector<double> image_weights(std::span<const ImageRecord> images, std::span<const double> of_class) {
  std::vector<double> weights;
  for (const ImageRecord& image : images) {
    double& sum = weights.emplace_back(0.0);
    for (const Target& t : image.labels) sum += of_class[static_cast<std::size_t>(t.cls)];
  }
  return weights;
}

}  // namespace ctyolo::inline v0
