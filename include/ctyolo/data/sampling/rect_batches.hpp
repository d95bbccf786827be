// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Sampling RectBatches: images of like aspect ratio together, so that little border is computed. Tier: data (std).
#pragma once

#include <ctyolo/core/argsort.hpp>
#include <ctyolo/core/real.hpp>
#include <ctyolo/data/sampling/concepts.hpp>

#include <algorithm>
#include <cmath>

namespace ctyolo::inline v0 {

/// YOLOv5's rect: sorted by height / width. A batch of landscape images only takes the height of its tallest, one of
/// portraits only the width of its widest, a mixed one is square; sides are rounded up to strides after adding
/// `PadStrides` of them: 0.5 for validation, 0 in training.
template <Real PadStrides = 0.5>
struct RectBatches {
  static_assert(PadStrides >= 0, "ctyolo: RectBatches<pad> needs pad >= 0 (strides of border)");
  using slot = slot::sampling;
  static constexpr bool rectangular = true;

  std::vector<int> order(const SamplingInput& input, int /*epoch*/) const {
    std::vector<double> aspects;
    for (std::size_t i = 0; i < input.images.size(); ++i) aspects.push_back(aspect(input, static_cast<int>(i)));
    return argsort_as_numpy(aspects);  // pictures of one shape in YOLOv5's order: it decides where batches are cut
  }

  std::vector<BatchShape> shapes(const SamplingInput& input, std::span<const int> order) const {
    std::vector<BatchShape> shapes;
    const auto side_px = [&](double share) {
      const double strides = share * input.img_px / input.stride_px + PadStrides;
      return static_cast<int>(std::ceil(strides)) * input.stride_px;
    };
    const auto batch = static_cast<std::size_t>(input.batch);
    for (std::size_t from = 0; from < order.size(); from += batch) {
      double least = INFINITY, most = 0;
      for (const int image : order.subspan(from, std::min(batch, order.size() - from))) {
        least = std::min(least, aspect(input, image));
        most = std::max(most, aspect(input, image));
      }
      shapes.push_back({side_px(most < 1 ? most : 1), side_px(least > 1 ? 1 / least : 1)});
    }
    return shapes;
  }

 private:
  static double aspect(const SamplingInput& input, int image) {
    const ImageRecord& record = input.images[static_cast<std::size_t>(image)];
    return static_cast<double>(record.height_px) / record.width_px;
  }
};
static_assert(SamplingPolicy<RectBatches<>>);

}  // namespace ctyolo::inline v0
