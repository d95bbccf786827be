// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of data/sample.hpp.
#pragma once

#include <ctyolo/data/sample.hpp>

#include <algorithm>
#include <utility>

namespace ctyolo::inline v0 {

CTYOLO_INLINE bool survives(const Box& before, const Box& after, double gain) {
  constexpr double least_px = 2, least_area = 0.1, largest_aspect = 100, epsilon = 1e-16;
  const double w0 = before.width() * gain, h0 = before.height() * gain;
  const double w = after.width(), h = after.height();
  return w > least_px && h > least_px && w * h / (w0 * h0 + epsilon) > least_area &&
         std::max(w / (h + epsilon), h / (w + epsilon)) < largest_aspect;
}

CTYOLO_INLINE Box clipped(const Box& box, float width_px, float height_px) {
  return {std::clamp(box.x1, 0.0f, width_px), std::clamp(box.y1, 0.0f, height_px), std::clamp(box.x2, 0.0f, width_px),
          std::clamp(box.y2, 0.0f, height_px)};
}

CTYOLO_INLINE void paint(Sample& sample) {
  if (sample.canvas.empty()) return;
  sample.bgr = painted(sample.canvas);
  sample.canvas = {};
}

CTYOLO_INLINE void crop_margin(Sample& sample) {
  paint(sample);
  const cv::Size margin = sample.margin_px;
  if (margin == cv::Size(0, 0)) return;
  const cv::Rect inner(margin.width, margin.height, sample.width_px() - 2 * margin.width, sample.height_px() - 2 * margin.height);
  sample.bgr = sample.bgr(inner).clone();
  sample.margin_px = {0, 0};
  const auto left = static_cast<float>(margin.width), above = static_cast<float>(margin.height);
  std::vector<Label> kept;
  for (const Label& label : sample.labels) {
    const Box& b = label.xyxy_px;
    const Box cut = clipped({b.x1 - left, b.y1 - above, b.x2 - left, b.y2 - above}, static_cast<float>(inner.width),
                            static_cast<float>(inner.height));
    if (survives(b, cut, 1)) kept.push_back({label.cls, cut});
  }
  sample.labels = std::move(kept);
}

CTYOLO_INLINE void append_targets(const Sample& sample, int image, std::vector<Target>& targets) {
  constexpr float inside_px = 1e-3f;  // a box ends a little before the edge, as v7.0's do
  const auto width = static_cast<float>(sample.width_px()), height = static_cast<float>(sample.height_px());
  for (const Label& label : sample.labels) {
    const Box b = clipped(label.xyxy_px, width - inside_px, height - inside_px);
    targets.push_back({.image = image,
                       .cls = label.cls,
                       .x = (b.x1 + b.x2) / 2 / width,
                       .y = (b.y1 + b.y2) / 2 / height,
                       .w = b.width() / width,
                       .h = b.height() / height});
  }
}

}  // namespace ctyolo::inline v0
