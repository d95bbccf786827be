// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of hooks/draw.hpp.
#pragma once

#include <ctyolo/hooks/columns.hpp>
#include <ctyolo/hooks/draw.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace ctyolo::inline v0 {

namespace detail {
inline std::string class_text(int cls, std::span<const std::string> class_names) {
  const auto at = static_cast<std::size_t>(cls);
  return at < class_names.size() ? class_names[at] : std::to_string(cls);  // a negative number is large here
}
}  // namespace detail

CTYOLO_INLINE cv::Scalar class_colour(int cls) {
  constexpr double golden = 0.618033988749895;  // steps around the circle of hues: each falls into the widest gap
  const double hue = 6 * (cls * golden - std::floor(cls * golden));
  const double value = cls / 10 % 2 == 0 ? 245 : 180;
  const auto channel = [&](double from) {  // of HSV with saturation 0.8; red begins at 5, green at 3, blue at 1
    const double k = std::fmod(from + hue, 6);
    return value - value * 0.8 * std::clamp(std::min(k, 4 - k), 0.0, 1.0);
  };
  return {channel(1), channel(3), channel(5)};
}

CTYOLO_INLINE std::string ascii(std::string_view utf8) {
  std::string out;
  for (const char c : utf8) {
    const auto code = static_cast<unsigned char>(c);
    if (code >= 32 && code < 127)
      out += c;
    else if ((code & 0xC0) != 0x80)
      out += '?';  // once a character, not once a byte
  }
  return out;
}

CTYOLO_INLINE void draw_box(cv::Mat& bgr, const Box& b, const std::string& text, const cv::Scalar& colour) {
  const bool finite = std::isfinite(b.x1) && std::isfinite(b.y1) && std::isfinite(b.x2) && std::isfinite(b.y2);
  if (bgr.empty() || !finite) return;
  const auto pixel = [](float x, int side) {
    return static_cast<int>(std::lround(std::clamp(x, 0.0F, static_cast<float>(side - 1))));
  };
  const cv::Point first(pixel(b.x1, bgr.cols), pixel(b.y1, bgr.rows));
  const cv::Point last(pixel(b.x2, bgr.cols), pixel(b.y2, bgr.rows));
  const int thickness = std::max(1, (bgr.cols + bgr.rows + 300) / 600);
  cv::rectangle(bgr, first, last, colour, thickness);
  if (text.empty()) return;

  const std::string letters = ascii(text);
  const double size = 0.25 + 0.2 * thickness;
  int below = 0;
  const cv::Size area = cv::getTextSize(letters, cv::FONT_HERSHEY_SIMPLEX, size, std::max(1, thickness / 2), &below);
  const int height = area.height + below + 2;
  const int top = first.y >= height ? first.y - height : first.y;  // inside the box where there is no room above it
  const int left = std::max(0, std::min(first.x, bgr.cols - area.width - 2));
  cv::rectangle(bgr, {left, top}, {left + area.width + 2, top + height}, colour, cv::FILLED);
  const double light = 0.114 * colour[0] + 0.587 * colour[1] + 0.299 * colour[2];  // Rec. 601
  const cv::Scalar ink = light > 140 ? cv::Scalar(0, 0, 0) : cv::Scalar(255, 255, 255);
  cv::putText(bgr, letters, {left + 1, top + area.height + 1}, cv::FONT_HERSHEY_SIMPLEX, size, ink,
              std::max(1, thickness / 2), cv::LINE_AA);
}

CTYOLO_INLINE void draw_labels(cv::Mat& bgr, std::span<const Label> labels, std::span<const std::string> class_names) {
  for (const Label& l : labels) draw_box(bgr, l.xyxy_px, detail::class_text(l.cls, class_names), class_colour(l.cls));
}

CTYOLO_INLINE void draw_detections(cv::Mat& bgr, std::span<const Detection> detections,
                                   std::span<const std::string> class_names, float min_score) {
  for (auto d = detections.rbegin(); d != detections.rend(); ++d) {
    if (!(d->score > min_score)) continue;
    const std::string text = detail::class_text(d->cls, class_names) + " " + columns::fixed(double(d->score), 2);
    draw_box(bgr, d->xyxy_px, text, class_colour(d->cls));
  }
}

}  // namespace ctyolo::inline v0
