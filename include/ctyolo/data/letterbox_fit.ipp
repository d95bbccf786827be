// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of data/letterbox_fit.hpp.
#pragma once

#include <ctyolo/core/number.hpp>
#include <ctyolo/data/letterbox_fit.hpp>

#include <algorithm>

namespace ctyolo::inline v0 {

CTYOLO_INLINE Letterbox letterbox_of(PixelSize picture, PixelSize frame, bool scale_up) {
  const auto round = [](double x) { return static_cast<int>(round_half_even(std::max(x, 0.0))); };
  Letterbox fit;
  fit.gain = std::min(static_cast<double>(frame.width) / picture.width, static_cast<double>(frame.height) / picture.height);
  if (!scale_up) fit.gain = std::min(fit.gain, 1.0);
  fit.width_px = std::max(1, round(picture.width * fit.gain));
  fit.height_px = std::max(1, round(picture.height * fit.gain));
  fit.pad_x_px = (frame.width - fit.width_px) / 2.0;
  fit.pad_y_px = (frame.height - fit.height_px) / 2.0;
  fit.left_px = round(fit.pad_x_px - 0.1);
  fit.right_px = round(fit.pad_x_px + 0.1);
  fit.top_px = round(fit.pad_y_px - 0.1);
  fit.bottom_px = round(fit.pad_y_px + 0.1);
  return fit;
}

CTYOLO_INLINE Letterbox whole_stride_letterbox(PixelSize picture, int img_px, int stride_px) {
  const auto frame_side = [&](int px) { return std::max(1, (px + stride_px - 1) / stride_px) * stride_px; };
  const auto pad = [](int space, double& exact, int& before, int& after) {
    exact = space / 2.0;
    before = space / 2;
    after = space - before;
  };
  img_px = frame_side(img_px);
  Letterbox fit = letterbox_of(picture, {img_px, img_px}, true);
  pad(frame_side(fit.width_px) - fit.width_px, fit.pad_x_px, fit.left_px, fit.right_px);
  pad(frame_side(fit.height_px) - fit.height_px, fit.pad_y_px, fit.top_px, fit.bottom_px);
  return fit;
}

}  // namespace ctyolo::inline v0
