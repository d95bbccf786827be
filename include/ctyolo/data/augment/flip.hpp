// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Stage Flip: mirror images. Tier: data (OpenCV).
#pragma once

#include <ctyolo/data/augment/concepts.hpp>

namespace ctyolo::inline v0 {

/// Upside down with probability hyp.flipud, left to right with probability hyp.fliplr.
struct Flip {
  template <class Context>
  void apply(Sample& sample, const Context& context) const {
    Random random = context.random(Purpose::flip);
    const bool upside_down = random.chance(context.hyp().flipud), left_right = random.chance(context.hyp().fliplr);
    if (!upside_down && !left_right) return;
    cv::flip(sample.bgr, sample.bgr, upside_down && left_right ? -1 : left_right ? 1 : 0);
    const auto width = static_cast<float>(sample.width_px()), height = static_cast<float>(sample.height_px());
    for (Label& label : sample.labels) {
      Box& b = label.xyxy_px;
      if (upside_down) b = {b.x1, height - b.y2, b.x2, height - b.y1};
      if (left_right) b = {width - b.x2, b.y1, width - b.x1, b.y2};
    }
  }
};
static_assert(AugmentStage<Flip>);

}  // namespace ctyolo::inline v0
