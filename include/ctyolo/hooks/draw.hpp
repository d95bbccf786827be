// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Boxes with names and scores on a picture. Tier: app (OpenCV).
#pragma once

#include <ctyolo/core/box.hpp>
#include <ctyolo/core/config.hpp>
#include <ctyolo/data/opencv.hpp>
#include <ctyolo/hooks/text_pixels.hpp>

#include <span>
#include <string>
#include <string_view>

namespace ctyolo::inline v0 {

/// A colour of its own for each class (BGR); neighbours differ most.
cv::Scalar class_colour(int cls);

/// Every character that is not ASCII becomes one '?'.
std::string ascii(std::string_view utf8);

/// Whether draw_text shows all of it: ASCII by OpenCV's strokes, the rest where there is a font (hooks/text_pixels.hpp).
bool drawable(const std::string& utf8);

/// One line of text that can be measured before it is drawn: ASCII by OpenCV's strokes (FONT_HERSHEY_SIMPLEX), other letters by a
/// font, or as '?'.
class TextLine {
 public:
  TextLine(const std::string& utf8, double size, int thickness);

  /// Width, and height above the line, as cv::getTextSize counts them.
  cv::Size extent() const { return extent_; }
  int below_px() const { return below_px_; }
  /// As cv::putText draws it.
  void draw(cv::Mat& bgr, cv::Point left_bottom, const cv::Scalar& ink) const;

 private:
  std::string strokes_ = {};  // what OpenCV draws, where there is no mask
  double size_;
  int thickness_;
  TextPixels pixels_;
  cv::Size extent_ = {};
  int below_px_ = 0;
};

/// A TextLine that is not measured before.
void draw_text(cv::Mat& bgr, const std::string& utf8, cv::Point left_bottom, double size, const cv::Scalar& ink, int thickness);

/// One box and, above it, its text on a ground of the same colour. Line and letters grow with the picture.
/// @param bgr  8-bit, 3 channels; boxes that reach out of it are cut, boxes that are no numbers are left out
void draw_box(cv::Mat& bgr, const Box& xyxy_px, const std::string& text, const cv::Scalar& colour);

void draw_labels(cv::Mat& bgr, std::span<const Label> labels, std::span<const std::string> class_names);

/// What stands above the box of a detection.
enum class Caption { name_and_score, name, nothing };

/// @param detections  best first, as found; the best is drawn last, on top  @param min_score  what is no better is left out
void draw_detections(cv::Mat& bgr, std::span<const Detection> detections, std::span<const std::string> class_names,
                     float min_score = 0.25F, Caption caption = Caption::name_and_score);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/hooks/draw.ipp>
#endif
