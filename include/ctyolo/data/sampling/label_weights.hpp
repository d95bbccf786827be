// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// How rare classes are, and which images show them. Tier: data (std only).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/data/image_record.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace ctyolo::inline v0 {

/// Boxes of each class. [classes], or more where a label has a higher class
std::vector<std::int64_t> class_counts(std::span<const ImageRecord> images, std::size_t classes);

/// Inverse frequency, made to add up to 1; a class without a box counts as if it had one (YOLOv5's
/// labels_to_class_weights, spec 2.5).
std::vector<double> class_weights(std::span<const std::int64_t> counts);

/// Of each image: the weights of its boxes' classes, added up. @param of_class  of every class that a label has
std::vector<double> image_weights(std::span<const ImageRecord> images, std::span<const double> of_class);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/data/sampling/label_weights.ipp>
#endif
