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

inline bool is_ascii(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 128; });
}

/// Letters as high as OpenCV's of that size; empty where its own strokes serve or must.
inline TextPixels other_letters(const std::string& text, double size) {
  if (is_ascii(text)) return {};
  int below = 0;
  return text_pixels(text, cv::getTextSize("X", cv::FONT_HERSHEY_SIMPLEX, size, 1, &below).height);
}

/// Ink where the mask is; what lies outside of the picture is left out.
inline void blend(cv::Mat& bgr, const cv::Mat& mask, cv::Point corner, const cv::Scalar& ink) {
  const cv::Rect inside = cv::Rect(corner, mask.size()) & cv::Rect({0, 0}, bgr.size());
  for (int y = inside.y; y < inside.br().y; ++y) {
    for (int x = inside.x; x < inside.br().x; ++x) {
      const int cover = mask.at<unsigned char>(y - corner.y, x - corner.x);
      cv::Vec3b& pixel = bgr.at<cv::Vec3b>(y, x);
      for (int c = 0; c < 3; ++c) pixel[c] = cv::saturate_cast<unsigned char>(pixel[c] + (ink[c] - pixel[c]) * cover / 255);
    }
  }
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

CTYOLO_INLINE bool drawable(const std::string& utf8) {
  if (detail::is_ascii(utf8)) return true;
  const TextPixels pixels = detail::other_letters(utf8, 1);
  return !pixels.mask.empty() && pixels.missing == 0;
}

CTYOLO_INLINE TextLine::TextLine(const std::string& utf8, double size, int thickness)
    : size_(size), thickness_(thickness), pixels_(detail::other_letters(utf8, size)) {
  if (pixels_.mask.empty()) {
    strokes_ = ascii(utf8);
    extent_ = cv::getTextSize(strokes_, cv::FONT_HERSHEY_SIMPLEX, size, thickness, &below_px_);
  } else {
    extent_ = {pixels_.mask.cols, pixels_.above_px};
    below_px_ = pixels_.mask.rows - pixels_.above_px;
  }
}

CTYOLO_INLINE void TextLine::draw(cv::Mat& bgr, cv::Point left_bottom, const cv::Scalar& ink) const {
  if (pixels_.mask.empty())
    cv::putText(bgr, strokes_, left_bottom, cv::FONT_HERSHEY_SIMPLEX, size_, ink, thickness_, cv::LINE_AA);
  else
    detail::blend(bgr, pixels_.mask, left_bottom - cv::Point(0, pixels_.above_px), ink);
}

CTYOLO_INLINE void draw_text(cv::Mat& bgr, const std::string& utf8, cv::Point left_bottom, double size, const cv::Scalar& ink,
                             int thickness) {
  TextLine(utf8, size, thickness).draw(bgr, left_bottom, ink);
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

  const double size = 0.25 + 0.2 * thickness;
  const TextLine line(text, size, std::max(1, thickness / 2));
  const cv::Size area = line.extent();
  const int height = area.height + line.below_px() + 2;
  const int top = first.y >= height ? first.y - height : first.y;  // inside the box where there is no room above it
  const int left = std::max(0, std::min(first.x, bgr.cols - area.width - 2));
  cv::rectangle(bgr, {left, top}, {left + area.width + 2, top + height}, colour, cv::FILLED);
  const double light = 0.114 * colour[0] + 0.587 * colour[1] + 0.299 * colour[2];  // Rec. 601
  const cv::Scalar ink = light > 140 ? cv::Scalar(0, 0, 0) : cv::Scalar(255, 255, 255);
  line.draw(bgr, {left + 1, top + area.height + 1}, ink);
}

CTYOLO_INLINE void draw_labels(cv::Mat& bgr, std::span<const Label> labels, std::span<const std::string> class_names) {
  for (const Label& l : labels) draw_box(bgr, l.xyxy_px, detail::class_text(l.cls, class_names), class_colour(l.cls));
}

CTYOLO_INLINE void draw_detections(cv::Mat& bgr, std::span<const Detection> detections,
                                   std::span<const std::string> class_names, float min_score, Caption caption) {
  for (auto d = detections.rbegin(); d != detections.rend(); ++d) {
    if (!(d->score > min_score)) continue;
    std::string text;
    if (caption != Caption::nothing) text = detail::class_text(d->cls, class_names);
    if (caption == Caption::name_and_score) text += " " + columns::fixed(double(d->score), 2);
    draw_box(bgr, d->xyxy_px, text, class_colour(d->cls));
  }
}

}  // namespace ctyolo::inline v0
