// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// What a detection shows, as a picture of its own. Tier: app (OpenCV).
#pragma once

#include <ctyolo/core/box.hpp>
#include <ctyolo/data/opencv.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>

namespace ctyolo::inline v0 {

/// The pixels of a box and a little around it, as YOLOv5's --save-crop: each side 1.02 times as long and 10 px more,
/// fractions cut, inside the picture. Empty for a box outside of it, or one that is no numbers.
inline cv::Rect crop_area(const Box& xyxy_px, cv::Size picture) {
  constexpr float gain = 1.02F, more_px = 10;
  const float half_w = (xyxy_px.width() * gain + more_px) / 2, half_h = (xyxy_px.height() * gain + more_px) / 2;
  const float x = (xyxy_px.x1 + xyxy_px.x2) / 2, y = (xyxy_px.y1 + xyxy_px.y2) / 2;
  if (!std::isfinite(x) || !std::isfinite(y) || !std::isfinite(half_w) || !std::isfinite(half_h)) return {};
  const auto pixel = [](float at, int side) { return static_cast<int>(std::clamp(at, 0.0F, static_cast<float>(side))); };
  const cv::Point first(pixel(x - half_w, picture.width), pixel(y - half_h, picture.height));
  const cv::Point last(pixel(x + half_w, picture.width), pixel(y + half_h, picture.height));
  return last.x > first.x && last.y > first.y ? cv::Rect(first, last) : cv::Rect();
}

/// A class's name as that of a folder. @param cls  its number, where the name cannot be one
inline std::string folder_name(std::string_view class_name, int cls) {
  std::string name;
  for (const char c : class_name) name += c == '/' || static_cast<unsigned char>(c) < ' ' ? '_' : c;
  constexpr std::size_t longest = 255;  // bytes, of a file system's names
  return name.empty() || name == "." || name == ".." || name.size() > longest ? std::to_string(cls) : name;
}

}  // namespace ctyolo::inline v0
