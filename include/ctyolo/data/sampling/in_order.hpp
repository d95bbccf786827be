// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Sampling InOrder: by name, square. Tier: data (std).
#pragma once

#include <ctyolo/data/sampling/concepts.hpp>

#include <numeric>

namespace ctyolo::inline v0 {

struct InOrder {
  using slot = slot::sampling;
  static constexpr bool rectangular = false;

  std::vector<int> order(const SamplingInput& input, int /*epoch*/) const {
    std::vector<int> images(input.images.size());
    std::iota(images.begin(), images.end(), 0);
    return images;
  }
  std::vector<BatchShape> shapes(const SamplingInput& input, std::span<const int> order) const {
    return square_batches(input, order);
  }
};
static_assert(SamplingPolicy<InOrder>);

}  // namespace ctyolo::inline v0
