// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Stage Mosaic: four pictures on one canvas. Tier: data (OpenCV).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/data/augment/concepts.hpp>
#include <ctyolo/data/letterbox.hpp>

#include <array>
#include <cstddef>
#include <utility>

namespace ctyolo::inline v0 {

namespace detail {

/// Indices of the four pictures and the point where their corners meet, canvas pixels.
struct MosaicPlan {
  std::array<int, 4> images{};  // top left, top right, bottom left, bottom right
  int centre_x_px = 0, centre_y_px = 0;
};

/// Draws: this image and three of all, in any order; the centre, anywhere in the canvas but its margins.
MosaicPlan plan_mosaic(int own, int images, cv::Size canvas, cv::Size margin_px, Random& random);

/// Puts one picture into the quarter number `corner` (as in MosaicPlan) of a sample's canvas, touching the centre; what
/// lies beyond is cut off.
void place_in_mosaic(const Sample& picture, int corner, const MosaicPlan& plan, Sample& mosaic);

}  // namespace detail

/// With probability hyp.mosaic the sample becomes four pictures around a random centre, on a grey canvas of twice the
/// size; what the frame does not take of it is margin, half the size on each side of a square frame. RandomAffine warps
/// the pictures straight into the frame; without that stage the canvas is painted and its middle cut out.
/// As YOLOv5 v7.0 (any of the four may be top left; in the seed it was always the sample's own). Off for rectangular
/// batches.
struct Mosaic {
  static constexpr bool takes_unfitted = true;

  template <class Context>
  void apply(Sample& sample, const Context& context) const {
    Random random = context.random(Purpose::mosaic);
    if (context.rectangular() || !random.chance(context.hyp().mosaic)) {
      context.fit(sample);
      return;
    }
    const int size = context.img_px();
    const BatchShape frame = context.shape();
    Sample mosaic;
    mosaic.margin_px = {(2 * size - frame.width_px) / 2, (2 * size - frame.height_px) / 2};
    const cv::Size whole = cv::Size(frame.width_px, frame.height_px) + mosaic.margin_px + mosaic.margin_px;
    const detail::MosaicPlan plan = detail::plan_mosaic(sample.origin.index, context.images(), whole, mosaic.margin_px, random);
    mosaic.canvas.size_px = whole;
    mosaic.origin = sample.origin;
    mosaic.fitted = true;
    for (int corner = 0; corner < 4; ++corner) {
      const int index = plan.images[static_cast<std::size_t>(corner)];
      if (index == sample.origin.index) {
        detail::place_in_mosaic(sample, corner, plan, mosaic);  // loaded already
      } else {
        detail::place_in_mosaic(context.load(index), corner, plan, mosaic);
      }
    }
    sample = std::move(mosaic);
  }
};
static_assert(TakesUnfitted<Mosaic>);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/data/augment/mosaic.ipp>
#endif
