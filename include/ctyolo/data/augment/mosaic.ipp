// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of data/augment/mosaic.hpp.
#pragma once

#include <ctyolo/data/augment/mosaic.hpp>

#include <cstdint>
#include <utility>

namespace ctyolo::inline v0::detail {

CTYOLO_INLINE MosaicPlan plan_mosaic(int own, int images, cv::Size canvas, cv::Size margin_px, Random& random) {
  MosaicPlan plan;
  plan.centre_y_px = static_cast<int>(random.uniform(margin_px.height, canvas.height - margin_px.height));
  plan.centre_x_px = static_cast<int>(random.uniform(margin_px.width, canvas.width - margin_px.width));
  plan.images[0] = own;
  for (std::size_t i = 1; i < 4; ++i)
    plan.images[i] = static_cast<int>(random.below(static_cast<std::uint64_t>(images)));
  for (std::size_t i = 3; i > 0; --i) std::swap(plan.images[i], plan.images[random.below(i + 1)]);
  return plan;
}

CTYOLO_INLINE void place_in_mosaic(const Sample& picture, int corner, const MosaicPlan& plan, Sample& mosaic) {
  const bool right = corner % 2 == 1, below = corner >= 2;
  const cv::Point origin(plan.centre_x_px - (right ? 0 : picture.width_px()),
                         plan.centre_y_px - (below ? 0 : picture.height_px()));
  mosaic.canvas.place(picture.bgr, origin);
  const auto dx = static_cast<float>(origin.x), dy = static_cast<float>(origin.y);
  const auto width = static_cast<float>(mosaic.width_px()), height = static_cast<float>(mosaic.height_px());
  for (const Label& label : picture.labels) {
    const Box& b = label.xyxy_px;
    mosaic.labels.push_back({label.cls, clipped({b.x1 + dx, b.y1 + dy, b.x2 + dx, b.y2 + dy}, width, height)});
  }
}

}  // namespace ctyolo::inline v0::detail
