// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Several pictures side by side on grey, warped without painting them together first. Tier: data (OpenCV).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/data/opencv.hpp>

#include <vector>

namespace ctyolo::inline v0 {

/// A picture that is not painted yet: parts that do not overlap; what they leave is border_grey.
struct Canvas {
  struct Part {
    cv::Mat bgr;         // [h,w,3] bytes, perhaps shared: read only
    cv::Rect place_px;   // on the canvas
  };
  cv::Size size_px;
  std::vector<Part> parts;

  bool empty() const { return size_px.empty(); }
  /// Puts a picture's upper left corner at `origin_px`; what lies beyond the canvas is cut off. No pixel is copied.
  void place(const cv::Mat& bgr, cv::Point origin_px);
};

cv::Mat painted(const Canvas& canvas);

/// To the bit what OpenCV's warpAffine makes of painted(canvas), bilinear with grey borders. `matrix` takes the canvas's
/// pixels to the frame's.
cv::Mat warped(const Canvas& canvas, cv::Size frame, const cv::Matx23d& matrix);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/data/canvas.ipp>
#endif
