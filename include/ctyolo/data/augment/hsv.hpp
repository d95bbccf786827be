// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Stage Hsv: random gains of hue, saturation and value. Tier: data (OpenCV).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/data/augment/concepts.hpp>

namespace ctyolo::inline v0 {

namespace detail {
/// Multiplies the channels of OpenCV's 8-bit HSV (hue 0..179, around the circle; the others cut at 255).
void scale_hsv(cv::Mat& bgr, double hue, double saturation, double value);
}  // namespace detail

/// Gains 1 + U(-1, 1) * (hsv_h, hsv_s, hsv_v), as YOLOv5. Nothing happens, exactly, when all three are 0.
struct Hsv {
  template <class Context>
  void apply(Sample& sample, const Context& context) const {
    const Hyp& hyp = context.hyp();
    if (hyp.hsv_h == 0 && hyp.hsv_s == 0 && hyp.hsv_v == 0) return;
    Random random = context.random(Purpose::hsv);
    const double hue = 1 + random.uniform(-1, 1) * hyp.hsv_h;
    const double saturation = 1 + random.uniform(-1, 1) * hyp.hsv_s;
    const double value = 1 + random.uniform(-1, 1) * hyp.hsv_v;
    detail::scale_hsv(sample.bgr, hue, saturation, value);
  }
};
static_assert(AugmentStage<Hsv>);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/data/augment/hsv.ipp>
#endif
