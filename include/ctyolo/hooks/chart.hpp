// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Charts drawn with OpenCV: axes, lines, points, bars, a table of coloured cells, a legend. Tier: app (OpenCV).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/data/opencv.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ctyolo::inline v0 {

/// From `low` to `high` of what an axis shows.
struct AxisRange {
  double low = 0, high = 1;
  constexpr bool operator==(const AxisRange&) const = default;
};

/// What the finite values span, with a margin of a twentieth; [0, 1] when there are none.
AxisRange range_of(std::span<const double> values);

/// Round numbers (1, 2 or 5 times a power of ten apart) inside the range, at most `most` + 1.
std::vector<double> round_ticks(AxisRange range, int most);

struct AxesOptions {
  std::string title = {}, x_name = {}, y_name = {};
  AxisRange x = {}, y = {};
  /// Names instead of numbers, for the positions 0, 1, 2, ...; an empty one is left out. Written upwards when long.
  std::vector<std::string> x_categories = {}, y_categories = {};
  std::size_t longest_category = 22;  ///< letters of such a name; the rest is cut off
  bool y_down = false;     ///< 0 on top, as in a picture or a table
  bool square = false;     ///< one unit is as wide as high
  int right_px = 12;       ///< kept free, for a legend outside the axes
};

/// A pair of axes on a part of a picture.
struct Chart {
  cv::Mat picture;         ///< that part; shares the pixels
  cv::Rect plot;           ///< inside the axes
  AxisRange x, y;
  bool y_down = false;

  /// Where a pair of values lies, pixels of `picture`; values far outside end just outside of `plot`.
  cv::Point2d at(double x_value, double y_value) const;
};

/// White, 8-bit, 3 channels.
cv::Mat blank_picture(int width_px, int height_px);

/// Draws frame, ticks, names and title. @param part  of a picture, e.g. picture(cv::Rect(...))
/// @throws Error when the part has no room for axes
Chart draw_axes(cv::Mat part, const AxesOptions& options);

/// A polygon through the points; a value that is no number breaks it. Cut at the axes.
void draw_line(const Chart& chart, std::span<const double> xs, std::span<const double> ys, const cv::Scalar& colour,
               int thickness = 2);
/// A dot a point, of one colour, or of the colours given.
void draw_points(const Chart& chart, std::span<const double> xs, std::span<const double> ys,
                 std::span<const cv::Scalar> colours, double radius_px = 2);
/// Bars of width 0.8 at 0, 1, 2, ... from 0 upwards.
void draw_bars(const Chart& chart, std::span<const double> heights, std::span<const cv::Scalar> colours);

/// Cells [rows, columns] around the positions 0, 1, 2, ... (y_down), white (0) to dark blue (1), with their value where
/// that is legible. What is no number stays empty.
void draw_cells(const Chart& chart, std::span<const double> values, int columns);

struct LegendEntry {
  std::string text;
  cv::Scalar colour;
  int thickness = 2;
};
/// @param corner  of its frame, upper left, pixels of chart.picture; what finds no room below is left out and counted
void draw_legend(const Chart& chart, std::span<const LegendEntry> entries, cv::Point corner);

/// A colour for each point by how many others are near it (a grid of 50 by 50, logarithmic): few dark, many bright.
std::vector<cv::Scalar> density_colours(const Chart& chart, std::span<const double> xs, std::span<const double> ys);

/// A name of a class that can be told from the others: "7 ???" where its letters cannot be drawn.
std::string chart_name(int cls, std::span<const std::string> class_names);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/hooks/chart.ipp>
#endif
