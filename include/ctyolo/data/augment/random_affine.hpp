// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Stage RandomAffine: rotation, scale, shear, translation and perspective in one warp. Tier: data (OpenCV).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/data/augment/concepts.hpp>
#include <ctyolo/data/letterbox.hpp>

namespace ctyolo::inline v0 {

namespace detail {

/// A warp from picture to frame: 3x3 matrix on (x, y, 1), and the scale that went into it.
struct Warp {
  cv::Matx33d matrix = cv::Matx33d::eye();
  double gain = 1;
};

/// Draws a warp of a `picture` into a `frame` as v7.0: M = translate * shear * rotate and scale * perspective * centre.
Warp draw_warp(cv::Size picture, cv::Size frame, const Hyp& hyp, Random& random);

/// Warps the picture alone into the frame, with grey borders; the margin is off then.
void warp_picture(Sample& sample, cv::Size frame, const cv::Matx33d& matrix);

/// x1, y1, x2, y2 around the four moved corners of a box.
struct MovedBox { double x1, y1, x2, y2; };
MovedBox moved(const Box& box, const cv::Matx33d& matrix);

/// Warps picture and boxes into the frame; boxes become the boxes around their four moved corners, cut at the frame.
void apply_warp(Sample& sample, cv::Size frame, const Warp& warp);

}  // namespace detail

/// One random warp, hyp.degrees, .translate, .scale, .shear and .perspective; takes a mosaic's margin off on the way.
/// Boxes that lose nine tenths of their area, or become thinner than 2 px, are dropped.
struct RandomAffine {
  static constexpr bool takes_canvas = true;

  template <class Context>
  void apply(Sample& sample, const Context& context) const {
    Random random = context.random(Purpose::affine);
    const cv::Size frame = sample.size_px() - sample.margin_px - sample.margin_px;
    detail::apply_warp(sample, frame, detail::draw_warp(sample.size_px(), frame, context.hyp(), random));
  }
};
static_assert(TakesCanvas<RandomAffine>);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/data/augment/random_affine.ipp>
#endif
