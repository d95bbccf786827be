// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of data/augment/hsv.hpp.
#pragma once

#include <ctyolo/data/augment/hsv.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace ctyolo::inline v0::detail {

CTYOLO_INLINE void scale_hsv(cv::Mat& bgr, double hue, double saturation, double value) {
  std::uint8_t table[256 * 3];  // interleaved as the pixels are: one look-up pass for all three channels
  for (int i = 0; i < 256; ++i) {
    table[3 * i] = static_cast<std::uint8_t>(std::fmod(i * hue, 180.0));
    table[3 * i + 1] = static_cast<std::uint8_t>(std::clamp(i * saturation, 0.0, 255.0));
    table[3 * i + 2] = static_cast<std::uint8_t>(std::clamp(i * value, 0.0, 255.0));
  }
  thread_local cv::Mat hsv;
  cv::cvtColor(bgr, hsv, cv::COLOR_BGR2HSV);
  cv::LUT(hsv, cv::Mat(1, 256, CV_8UC3, table), hsv);
  cv::cvtColor(hsv, bgr, cv::COLOR_HSV2BGR);
}

}  // namespace ctyolo::inline v0::detail
