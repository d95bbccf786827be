// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Sampling policies: which images an epoch sees, in which order and shape. Tier: data (std).
//
// # Sampling policies
// Slot: `slot::sampling` (one per Trainer; default `Shuffled`).
// | policy           | order                 | shape of a batch                     | choose it when             |
// | Shuffled         | new every epoch       | square                               | training                   |
// | InOrder          | by name               | square                               | tests, speed measurements  |
// | ImageWeighted    | drawn, rare and badly found classes more often | square             | classes of very different frequency |
// | RandomFrames<P>  | that of P             | a draw an epoch, from portrait to landscape | objects of many aspect ratios |
// | RectBatches<pad> | widest pictures first | as little border as the images allow | validation (YOLOv5's rect) |
//
// Contract: pure functions of the input and the epoch, so a resumed training sees what it would have seen. `order` may
// leave images out or draw them more than once, but is equally long every epoch; `shapes(input, order)` or
// `shapes(input, order, epoch)` gives each batch of that order its frame, sides being multiples of the stride where the
// frames are not square. `rectangular` turns the mosaic off.
#pragma once

#include <ctyolo/core/slot.hpp>
#include <ctyolo/data/batch_shape.hpp>
#include <ctyolo/data/image_record.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace ctyolo::inline v0 {

/// What a sampling policy may look at.
struct SamplingInput {
  std::span<const ImageRecord> images;
  int batch = 1;
  int img_px = 640;
  int stride_px = 32;
  std::uint64_t seed = 0;
  std::span<const double> class_maps = {};  ///< mAP of each class at the last validation; empty before the first
};

namespace detail {
template <class P>
concept ShapesOfOrder = requires(const P& policy, const SamplingInput& input, std::span<const int> order) {
  { policy.shapes(input, order) } -> std::same_as<std::vector<BatchShape>>;
};
template <class P>
concept ShapesOfEpoch = requires(const P& policy, const SamplingInput& input, std::span<const int> order) {
  { policy.shapes(input, order, 0) } -> std::same_as<std::vector<BatchShape>>;
};
}  // namespace detail

template <class P>
concept SamplingPolicy = PolicyOf<P, slot::sampling> &&
                         (detail::ShapesOfOrder<P> || detail::ShapesOfEpoch<P>) && requires(const P& policy, const SamplingInput& input) {
  { P::rectangular } -> std::convertible_to<bool>;
  { policy.order(input, 0) } -> std::same_as<std::vector<int>>;
};

/// Frames of an epoch's batches.
template <SamplingPolicy P>
std::vector<BatchShape> batch_shapes(const P& policy, const SamplingInput& input, std::span<const int> order, [[maybe_unused]] int epoch) {
  if constexpr (detail::ShapesOfEpoch<P>) return policy.shapes(input, order, epoch);
  else return policy.shapes(input, order);
}

/// Batches that `count` places make, the last one perhaps smaller.
constexpr std::int64_t batches_of(std::size_t count, int batch) {
  return (static_cast<std::int64_t>(count) + batch - 1) / batch;
}

/// Every batch square.
inline std::vector<BatchShape> square_batches(const SamplingInput& input, std::span<const int> order) {
  return std::vector<BatchShape>(static_cast<std::size_t>(batches_of(order.size(), input.batch)),
                                 {input.img_px, input.img_px});
}

}  // namespace ctyolo::inline v0
