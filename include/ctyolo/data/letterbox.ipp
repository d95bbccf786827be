// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of data/letterbox.hpp.
#pragma once

#include <ctyolo/data/letterbox.hpp>

#include <algorithm>

namespace ctyolo::inline v0 {

CTYOLO_INLINE cv::Mat letterboxed(const cv::Mat& picture, const Letterbox& fit) {
  const cv::Size inner(fit.width_px, fit.height_px);
  cv::Mat frame(fit.top_px + inner.height + fit.bottom_px, fit.left_px + inner.width + fit.right_px, picture.type());
  if (frame.size() != inner) frame.setTo(cv::Scalar::all(border_grey));
  cv::Mat place = frame(cv::Rect({fit.left_px, fit.top_px}, inner));
  if (picture.size() == inner) {
    picture.copyTo(place);
  } else {
    cv::resize(picture, place, inner, 0, 0, cv::INTER_LINEAR);
  }
  return frame;
}

CTYOLO_INLINE cv::Size resized_size(cv::Size native, int img_px) {
  const double ratio = static_cast<double>(img_px) / std::max(native.width, native.height);
  if (ratio == 1) return native;
  return {std::max(1, static_cast<int>(native.width * ratio)), std::max(1, static_cast<int>(native.height * ratio))};
}

CTYOLO_INLINE cv::Mat resized(const cv::Mat& native, int img_px, bool augmenting) {
  const cv::Size size = resized_size(native.size(), img_px);
  if (size == native.size()) return native;
  const bool enlarging = img_px > std::max(native.cols, native.rows);
  cv::Mat result;
  cv::resize(native, result, size, 0, 0, augmenting || enlarging ? cv::INTER_LINEAR : cv::INTER_AREA);
  return result;
}

}  // namespace ctyolo::inline v0
