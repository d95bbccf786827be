// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of data/sampling/rect_batches.hpp.
#pragma once

#include <ctyolo/core/argsort.hpp>
#include <ctyolo/data/sampling/rect_batches.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace ctyolo::inline v0::detail {

inline double aspect(const SamplingInput& input, int image) {
  const ImageRecord& record = input.images[static_cast<std::size_t>(image)];
  return static_cast<double>(record.height_px) / record.width_px;
}

CTYOLO_INLINE std::vector<int> rect_order(const SamplingInput& input) {
  std::vector<double> aspects;
  for (std::size_t i = 0; i < input.images.size(); ++i) aspects.push_back(aspect(input, static_cast<int>(i)));
  return argsort_as_numpy(aspects);
}

CTYOLO_INLINE std::vector<BatchShape> rect_shapes(const SamplingInput& input, std::span<const int> order, double pad) {
  std::vector<BatchShape> shapes;
  const auto side_px = [&](double share) {
    const double strides = share * input.img_px / input.stride_px + pad;
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

}  // namespace ctyolo::inline v0::detail
