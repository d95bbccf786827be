// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Sampling Shuffled: a new order every epoch, square. Tier: data (std).
#pragma once

#include <ctyolo/core/random.hpp>
#include <ctyolo/data/sampling/in_order.hpp>

#include <utility>

namespace ctyolo::inline v0 {

/// Fisher-Yates with numbers of (seed, epoch) alone.
struct Shuffled {
  using slot = slot::sampling;
  static constexpr bool rectangular = false;

  std::vector<int> order(const SamplingInput& input, int epoch) const {
    std::vector<int> images = InOrder{}.order(input, epoch);
    Random random({input.seed, static_cast<std::uint64_t>(epoch), 0, Purpose::shuffle});
    for (std::size_t i = images.size(); i > 1; --i) std::swap(images[i - 1], images[random.below(i)]);
    return images;
  }
  std::vector<BatchShape> shapes(const SamplingInput& input, std::span<const int> order) const {
    return square_batches(input, order);
  }
};
static_assert(SamplingPolicy<Shuffled>);

}  // namespace ctyolo::inline v0
