// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Boxes with names and scores on a picture. Tier: app (OpenCV).
#pragma once

#include <ctyolo/core/box.hpp>
#include <ctyolo/core/config.hpp>
#include <ctyolo/data/opencv.hpp>

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

/// Width, and height above the line, as cv::getTextSize counts them in FONT_HERSHEY_SIMPLEX. @param below_px  the line
cv::Size drawn_size(const std::string& utf8, double size, int thickness, int& below_px);

/// One line of text, as cv::putText draws it in FONT_HERSHEY_SIMPLEX; what is not ASCII by a font, or as '?'.
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
