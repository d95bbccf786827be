// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of data/augment/seed_affine.hpp.
#pragma once

#include <ctyolo/data/augment/seed_affine.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>
#include <vector>

namespace ctyolo::inline v0::detail {

CTYOLO_INLINE Warp draw_seed_warp(cv::Size picture, cv::Size frame, const Hyp& hyp, Random& random) {
  const auto about = [&](double limit) { return random.uniform(-limit, limit); };
  constexpr double radians = std::numbers::pi / 180;

  const double angle = about(hyp.degrees);
  const double gain = random.uniform(1 - hyp.scale, 1 + hyp.scale);
  const cv::Point2f middle(static_cast<float>(picture.width) / 2, static_cast<float>(picture.height) / 2);
  const cv::Matx23d rows = cv::getRotationMatrix2D_(middle, angle, gain);
  const cv::Matx33d turn(rows(0, 0), rows(0, 1), rows(0, 2), rows(1, 0), rows(1, 1), rows(1, 2), 0, 0, 1);

  cv::Matx33d move = cv::Matx33d::eye();  // half of what the frame lacks goes off left and above
  move(0, 2) = about(hyp.translate) * picture.width + (frame.width - picture.width) / 2;
  move(1, 2) = about(hyp.translate) * picture.height + (frame.height - picture.height) / 2;

  cv::Matx33d shear = cv::Matx33d::eye();
  shear(0, 1) = std::tan(about(hyp.shear) * radians);
  shear(1, 0) = std::tan(about(hyp.shear) * radians);

  return {shear * move * turn, gain};
}

CTYOLO_INLINE void apply_seed_warp(Sample& sample, cv::Size frame, const Warp& warp) {
  constexpr double least_px = 2, least_area = 0.2, largest_aspect = 20, epsilon = 1e-16;
  warp_picture(sample, frame, warp.matrix);
  std::vector<Label> kept;
  kept.reserve(sample.labels.size());
  for (const Label& label : sample.labels) {
    const MovedBox to = moved(label.xyxy_px, warp.matrix);
    const double x1 = std::clamp<double>(to.x1, 0, frame.width), x2 = std::clamp<double>(to.x2, 0, frame.width);
    const double y1 = std::clamp<double>(to.y1, 0, frame.height), y2 = std::clamp<double>(to.y2, 0, frame.height);
    const double w = x2 - x1, h = y2 - y1;
    const float before = label.xyxy_px.width() * label.xyxy_px.height() * static_cast<float>(warp.gain);  // f32 there too
    if (w > least_px && h > least_px && w * h / (static_cast<double>(before) + epsilon) > least_area &&
        std::max(w / (h + epsilon), h / (w + epsilon)) < largest_aspect)
      kept.push_back({label.cls,
                      {static_cast<float>(x1), static_cast<float>(y1), static_cast<float>(x2), static_cast<float>(y2)}});
  }
  sample.labels = std::move(kept);
}

}  // namespace ctyolo::inline v0::detail
