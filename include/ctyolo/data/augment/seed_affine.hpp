// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Stage SeedAffine: the first YOLOv5's rotation, scale, translation and shear in one warp. Tier: data (OpenCV).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/data/augment/concepts.hpp>
#include <ctyolo/data/augment/random_affine.hpp>

namespace ctyolo::inline v0 {

namespace detail {

/// Draws a warp of a `picture` into a `frame` in its middle as the seed: M = shear * translate * rotate and scale.
/// It turns about the picture's middle and translates by fractions of the picture; the shear is about its corner.
Warp draw_seed_warp(cv::Size picture, cv::Size frame, const Hyp& hyp, Random& random);

/// Warps picture and boxes into the frame. A box stays when both sides are over 2 px, one is less than 20 times the other
/// and over a fifth of its area times the gain is left: times the gain once, as the seed has it, not twice.
void apply_seed_warp(Sample& sample, cv::Size frame, const Warp& warp);

}  // namespace detail

/// One random warp, hyp.degrees, .translate, .scale and .shear; takes a mosaic's margin off on the way.
struct SeedAffine {
  static constexpr bool takes_canvas = true;

  template <class Context>
  void apply(Sample& sample, const Context& context) const {
    Random random = context.random(Purpose::affine);
    const cv::Size frame = sample.size_px() - sample.margin_px - sample.margin_px;
    detail::apply_seed_warp(sample, frame, detail::draw_seed_warp(sample.size_px(), frame, context.hyp(), random));
  }
};
static_assert(TakesCanvas<SeedAffine>);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/data/augment/seed_affine.ipp>
#endif
