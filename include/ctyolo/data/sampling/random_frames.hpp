// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Sampling RandomFrames: each epoch in frames of another aspect ratio. Tier: data (std).
#pragma once

#include <ctyolo/core/random.hpp>
#include <ctyolo/data/sampling/shuffled.hpp>

#include <algorithm>
#include <cstdint>

namespace ctyolo::inline v0 {

/// What the argument of RandomFrames must be; the name is the compiler's error message.
template <class P>
concept RandomFrames_takes_a_sampling_without_frames_of_its_own = SamplingPolicy<P> && !P::rectangular;

/// Images in the order of `P`. All frames of an epoch are alike: height 2b, width 2 img_px - 2b, where b is drawn from
/// img_px / 4 to 3 img_px / 4 in steps of the stride, so from landscape 1:3 to portrait 3:1, never of more pixels than the
/// square. The mosaic fills them. An idea of the first YOLOv5, commented out there (and in v7.0).
/// @code
///   Trainer<YoloV5n, RandomFrames<ImageWeighted>> trainer;
/// @endcode
template <RandomFrames_takes_a_sampling_without_frames_of_its_own P = Shuffled>
struct RandomFrames {
  using slot = slot::sampling;
  static constexpr bool rectangular = false;

  std::vector<int> order(const SamplingInput& input, int epoch) const { return P{}.order(input, epoch); }

  std::vector<BatchShape> shapes(const SamplingInput& input, std::span<const int> order, int epoch) const {
    const int size = input.img_px, stride = input.stride_px;
    std::vector<BatchShape> frames = square_batches(input, order);
    if (size < 2 * stride) return frames;  // too small for another shape
    Random random({input.seed, static_cast<std::uint64_t>(epoch), 0, Purpose::frames});
    const int drawn = static_cast<int>(random.uniform(0.25 * size, 0.75 * size + stride)) / stride * stride;
    const int half = std::clamp(drawn, stride, size - stride);
    std::fill(frames.begin(), frames.end(), BatchShape{.height_px = 2 * half, .width_px = 2 * (size - half)});
    return frames;
  }
};
static_assert(SamplingPolicy<RandomFrames<>>);

}  // namespace ctyolo::inline v0
