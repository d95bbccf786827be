// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// How rare classes are, and which images show them. Tier: data (std only).
#pragma once

#include <ctyolo/data/image_record.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace ctyolo::inline v0 {

/// Boxes of each class. [classes], or more where a label has a higher class
inline std::vector<std::int64_t> class_counts(std::span<const ImageRecord> images, std::size_t classes) {
  std::vector<std::int64_t> counts(classes);
  for (const ImageRecord& image : images)
    for (const Target& t : image.labels) {
      const auto c = static_cast<std::size_t>(t.cls);
      if (c >= counts.size()) counts.resize(c + 1);
      ++counts[c];
    }
  return counts;
}

/// Inverse frequency, made to add up to 1; a class without a box counts as if it had one (YOLOv5's
/// labels_to_class_weights, spec 2.5).
inline std::vector<double> class_weights(std::span<const std::int64_t> counts) {
  std::vector<double> weights;
  double sum = 0;
  for (const std::int64_t n : counts) sum += weights.emplace_back(1.0 / static_cast<double>(std::max<std::int64_t>(n, 1)));
  for (double& w : weights) w /= sum;
  return weights;
}

/// Of each image: the weights of its boxes' classes, added up. @param of_class  of every class that a label has
inline std::vector<double> image_weights(std::span<const ImageRecord> images, std::span<const double> of_class) {
  std::vector<double> weights;
  for (const ImageRecord& image : images) {
    double& sum = weights.emplace_back(0.0);
    for (const Target& t : image.labels) sum += of_class[static_cast<std::size_t>(t.cls)];
  }
  return weights;
}

}  // namespace ctyolo::inline v0
