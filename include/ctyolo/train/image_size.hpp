// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Image-size policies: whether a batch keeps its size. Tier: spec (std only).
//
// # Image-size policies
// Slot: `slot::image_size` (one per Trainer; default `Fixed`).
// | policy          | what a batch's longer side becomes                       | choose it when                         |
// | Fixed           | stays                                                    | speed, small data                      |
// | FixedSize<px>   | px, whatever the run's options say; a multiple of the stride, which the compiler checks | a program for one size |
// | MultiScale<l,h> | l to h times the size, in steps of the stride, a draw a batch | objects come in very different sizes |
#pragma once

#include <ctyolo/core/mistake.hpp>
#include <ctyolo/core/number.hpp>
#include <ctyolo/core/random.hpp>
#include <ctyolo/core/real.hpp>
#include <ctyolo/core/slot.hpp>

#include <concepts>
#include <string>

namespace ctyolo::inline v0 {

template <class P>
concept ImageSizePolicy = PolicyOf<P, slot::image_size> && requires(Random& random) {
  { P::changes } -> std::convertible_to<bool>;
  { P::pick(random, 640, 32) } -> std::same_as<int>;
};

struct Fixed {
  using slot = slot::image_size;
  static constexpr bool changes = false;
  static constexpr int pick(Random&, int size_px, int /*stride_px*/) { return size_px; }
};
static_assert(ImageSizePolicy<Fixed>);

/// One size for training and validation, written into the program.
template <int Px>
struct FixedSize {
  using slot = slot::image_size;
  static constexpr bool changes = false;
  static constexpr int px = Px;
  static constexpr int pick(Random&, int /*size_px*/, int /*stride_px*/) { return Px; }
};
static_assert(ImageSizePolicy<FixedSize<320>>);

namespace error {
template <int Below, int Above> struct nearest_are {};
template <int Px, int Stride, class Right>
struct image_size_is_not_a_multiple_of_the_stride : mistake {
  template <class S> struct tell { static_assert(is_right<S>, "ctyolo: an image must be a whole number of the net's largest stride wide; take one of the nearest sizes"); };
};
}  // namespace error

/// For a policy of constant size: whether a net of this largest stride can take it.
template <class P, int Stride>
struct ImageSizeMistakeOf { using type = error::no_mistake; };
template <class P, int Stride>
  requires requires { P::px; } && (P::px < 1 || P::px % Stride != 0)
struct ImageSizeMistakeOf<P, Stride> {
  static constexpr int below = P::px < Stride ? Stride : P::px / Stride * Stride;
  using type = error::image_size_is_not_a_multiple_of_the_stride<P::px, Stride, error::nearest_are<below, below + Stride>>;
};

/// YOLOv5's --multi-scale: uniform over multiples of the stride between Low and High times the size.
template <Real Low = 0.5, Real High = 1.5>
struct MultiScale {
  static_assert(Low > 0 && Low <= High, "ctyolo: MultiScale<Low, High> needs 0 < Low <= High");
  using slot = slot::image_size;
  static constexpr bool changes = true;
  static constexpr int pick(Random& random, int size_px, int stride_px) {
    const int low = static_cast<int>(size_px * Low), high = static_cast<int>(size_px * High) + stride_px;
    const int drawn = low + static_cast<int>(random.below(static_cast<std::uint64_t>(high - low)));
    const int snapped = drawn / stride_px * stride_px;
    return snapped < stride_px ? stride_px : snapped;
  }
  static std::string name() {
    return "MultiScale<" + shortest(Low) + ", " + shortest(High) + ">";
  }
};
static_assert(ImageSizePolicy<MultiScale<>>);

}  // namespace ctyolo::inline v0
