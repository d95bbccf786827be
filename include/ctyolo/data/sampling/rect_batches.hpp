// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Sampling RectBatches: images of like aspect ratio together, so that little border is computed. Tier: data (std).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/core/real.hpp>
#include <ctyolo/data/sampling/concepts.hpp>

#include <span>
#include <vector>

namespace ctyolo::inline v0 {

namespace detail {
/// Images by height / width; those of one shape in YOLOv5's order: it decides where batches are cut.
std::vector<int> rect_order(const SamplingInput& input);
/// Sides of the batches, with a border of `pad` strides.
std::vector<BatchShape> rect_shapes(const SamplingInput& input, std::span<const int> order, double pad);
}  // namespace detail

/// YOLOv5's rect: sorted by height / width. A batch of landscape images only takes the height of its tallest, one of
/// portraits only the width of its widest, a mixed one is square; sides are rounded up to strides after adding
/// `PadStrides` of them: 0.5 for validation, 0 in training.
template <Real PadStrides = 0.5>
struct RectBatches {
  static_assert(PadStrides >= 0, "ctyolo: RectBatches<pad> needs pad >= 0 (strides of border)");
  using slot = slot::sampling;
  static constexpr bool rectangular = true;

  std::vector<int> order(const SamplingInput& input, int /*epoch*/) const { return detail::rect_order(input); }
  std::vector<BatchShape> shapes(const SamplingInput& input, std::span<const int> order) const {
    return detail::rect_shapes(input, order, PadStrides);
  }
};
static_assert(SamplingPolicy<RectBatches<>>);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/data/sampling/rect_batches.ipp>
#endif
