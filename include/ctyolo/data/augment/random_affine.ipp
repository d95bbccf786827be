// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of data/augment/random_affine.hpp.
#pragma once

#include <ctyolo/data/augment/random_affine.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>
#include <vector>

namespace ctyolo::inline v0::detail {

CTYOLO_INLINE Warp draw_warp(cv::Size picture, cv::Size frame, const Hyp& hyp, Random& random) {
  const auto about = [&](double limit) { return random.uniform(-limit, limit); };
  constexpr double radians = std::numbers::pi / 180;

  cv::Matx33d centre = cv::Matx33d::eye();  // the picture's middle goes to the origin
  centre(0, 2) = -picture.width / 2.0;
  centre(1, 2) = -picture.height / 2.0;

  cv::Matx33d perspective = cv::Matx33d::eye();
  perspective(2, 0) = about(hyp.perspective);
  perspective(2, 1) = about(hyp.perspective);

  const double angle = about(hyp.degrees) * radians;
  const double gain = random.uniform(1 - hyp.scale, 1 + hyp.scale);
  const double a = gain * std::cos(angle), b = gain * std::sin(angle);
  const cv::Matx33d turn(a, b, 0, -b, a, 0, 0, 0, 1);

  cv::Matx33d shear = cv::Matx33d::eye();
  shear(0, 1) = std::tan(about(hyp.shear) * radians);
  shear(1, 0) = std::tan(about(hyp.shear) * radians);

  cv::Matx33d move = cv::Matx33d::eye();  // the origin goes near the frame's middle
  move(0, 2) = random.uniform(0.5 - hyp.translate, 0.5 + hyp.translate) * frame.width;
  move(1, 2) = random.uniform(0.5 - hyp.translate, 0.5 + hyp.translate) * frame.height;

  return {move * shear * turn * perspective * centre, gain};
}

CTYOLO_INLINE void warp_picture(Sample& sample, cv::Size frame, const cv::Matx33d& m) {
  const bool projective = m(2, 0) != 0 || m(2, 1) != 0;
  if (projective) paint(sample);
  if (!sample.canvas.empty()) {
    sample.bgr = warped(sample.canvas, frame, m.get_minor<2, 3>(0, 0));
    sample.canvas = {};
  } else if (frame != sample.bgr.size() || m != cv::Matx33d::eye()) {
    cv::Mat warped;
    const cv::Scalar grey = cv::Scalar::all(border_grey);
    if (projective) {
      cv::warpPerspective(sample.bgr, warped, m, frame, cv::INTER_LINEAR, cv::BORDER_CONSTANT, grey);
    } else {
      cv::warpAffine(sample.bgr, warped, m.get_minor<2, 3>(0, 0), frame, cv::INTER_LINEAR, cv::BORDER_CONSTANT, grey);
    }
    sample.bgr = std::move(warped);
  }
  sample.margin_px = {0, 0};
}

CTYOLO_INLINE MovedBox moved(const Box& b, const cv::Matx33d& m) {
  const std::array<cv::Vec3d, 4> corners = {
      cv::Vec3d(b.x1, b.y1, 1), {b.x2, b.y1, 1}, {b.x2, b.y2, 1}, {b.x1, b.y2, 1}};
  MovedBox around{INFINITY, INFINITY, -INFINITY, -INFINITY};
  for (const cv::Vec3d& corner : corners) {
    const cv::Vec3d to = m * corner;
    const double x = to[0] / to[2], y = to[1] / to[2];  // to[2] is 1 without perspective
    around.x1 = std::min(around.x1, x), around.x2 = std::max(around.x2, x);
    around.y1 = std::min(around.y1, y), around.y2 = std::max(around.y2, y);
  }
  return around;
}

CTYOLO_INLINE void apply_warp(Sample& sample, cv::Size frame, const Warp& warp) {
  warp_picture(sample, frame, warp.matrix);
  std::vector<Label> kept;
  kept.reserve(sample.labels.size());
  for (const Label& label : sample.labels) {
    const MovedBox to = moved(label.xyxy_px, warp.matrix);
    const Box whole{static_cast<float>(to.x1), static_cast<float>(to.y1), static_cast<float>(to.x2), static_cast<float>(to.y2)};
    const Box cut = clipped(whole, static_cast<float>(frame.width), static_cast<float>(frame.height));
    if (survives(label.xyxy_px, cut, warp.gain)) kept.push_back({label.cls, cut});
  }
  sample.labels = std::move(kept);
}

}  // namespace ctyolo::inline v0::detail
