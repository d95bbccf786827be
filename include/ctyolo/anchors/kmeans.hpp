// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// k-means over label sizes: the start of the search for anchors. Tier: spec (std only).
#pragma once

#include <ctyolo/anchors/label_sizes.hpp>
#include <ctyolo/core/config.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace ctyolo::inline v0 {

/// `count` sizes around which the labels lie. Widths and heights are divided by their standard deviations first; of 30
/// starts with random labels the one with the smallest mean distance is kept, and a centre that loses all its labels
/// moves to the label that lies farthest from its own. Starts use at most 16384 of the labels, evenly picked; the
/// best of them then settles on all.
///
/// Fewer different sizes than `count`: those sizes, then again, at random scaled by 1/2 to 2.
/// @note Deviation: YOLOv5 starts from random numbers in that case, which may match no label at all.
/// @return `count` sizes, by area; empty when there are no labels
std::vector<SizePx> kmeans_anchors(std::span<const SizePx> labels_px, int count, std::uint64_t seed);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/anchors/kmeans.ipp>
#endif
