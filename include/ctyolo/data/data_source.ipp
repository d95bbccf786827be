// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of data/data_source.hpp.
#pragma once

#include <ctyolo/data/data_source.hpp>

#include <cstddef>

namespace ctyolo::inline v0 {

CTYOLO_INLINE cv::Mat bgr_copy(const ImageView& view, const std::string& what) {
  check(view, what);
  const cv::Mat shared(view.height_px, view.width_px, CV_8UC3, const_cast<std::uint8_t*>(view.pixels), static_cast<std::size_t>(view.stride()));
  cv::Mat bgr;
  if (view.order == PixelOrder::rgb) cv::cvtColor(shared, bgr, cv::COLOR_RGB2BGR);
  else shared.copyTo(bgr);
  return bgr;
}

}  // namespace ctyolo::inline v0
