// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of hooks/chart.hpp.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/hooks/chart.hpp>
#include <ctyolo/hooks/draw.ipp>
#include <ctyolo/hooks/columns.hpp>


#include <algorithm>
#include <array>
#include <cmath>

namespace ctyolo::inline v0 {

namespace detail {

inline const cv::Scalar chart_ink{40, 40, 40}, chart_grid{225, 225, 225};
inline constexpr double chart_letters = 0.45;  // OpenCV's scale; a line is about 17 px high
inline constexpr int chart_line_px = 17;

inline cv::Size text_size(const std::string& text, double letters = chart_letters) {
  return TextLine(text, letters, 1).extent();
}

/// `anchor` is the point of the text at the fractions (h, v) of its width and height, from its upper left.
inline void put_text(cv::Mat& picture, const std::string& text, cv::Point2d anchor, double h, double v,
                     const cv::Scalar& ink = chart_ink, double letters = chart_letters) {
  const TextLine line(text, letters, 1);
  const cv::Size size = line.extent();
  const cv::Point left_bottom(static_cast<int>(std::lround(anchor.x - h * size.width)),
                              static_cast<int>(std::lround(anchor.y + (1 - v) * size.height)));
  line.draw(picture, left_bottom, ink);
}

/// Written upwards; the anchor's fractions are those of the turned text.
inline void put_text_upwards(cv::Mat& picture, const std::string& text, cv::Point2d anchor, double h, double v) {
  const TextLine line(text, chart_letters, 1);
  const cv::Size size = line.extent();
  if (size.width < 1) return;
  cv::Mat flat(size.height + 8, size.width + 4, CV_8UC3, cv::Scalar(255, 255, 255));
  line.draw(flat, {2, size.height + 2}, chart_ink);
  cv::Mat turned;
  cv::rotate(flat, turned, cv::ROTATE_90_COUNTERCLOCKWISE);
  const cv::Point corner(static_cast<int>(std::lround(anchor.x - h * turned.cols)),
                         static_cast<int>(std::lround(anchor.y - v * turned.rows)));
  const cv::Rect inside = cv::Rect(corner, turned.size()) & cv::Rect({0, 0}, picture.size());
  if (inside.area() > 0) turned(inside - corner).copyTo(picture(inside));
}

/// Sixteenths of a pixel, as cv::line takes them with shift 4.
inline cv::Point sixteenths(cv::Point2d p) {
  return {static_cast<int>(std::lround(p.x * 16)), static_cast<int>(std::lround(p.y * 16))};
}

/// @param most  characters
inline std::string shortened(const std::string& text, std::size_t most) {
  if (columns::characters(text) <= most) return text;
  std::size_t end = 0;
  for (std::size_t left = most - 2; left > 0; --left) {
    ++end;
    while ((text[end] & 0xC0) == 0x80) ++end;  // the rest of that character
  }
  return text.substr(0, end) + "..";
}

struct AxisMarks {
  std::vector<double> at;
  std::vector<std::string> text;
  int widest_px = 0;
};

inline AxisMarks axis_marks(AxisRange range, const std::vector<std::string>& categories, std::size_t longest, int most) {
  AxisMarks marks;
  if (categories.empty()) {
    marks.at = round_ticks(range, most);
    for (const double value : marks.at) marks.text.push_back(columns::general(value, 4));
  } else {
    for (std::size_t i = 0; i < categories.size(); ++i) {
      if (categories[i].empty()) continue;
      marks.at.push_back(static_cast<double>(i));
      marks.text.push_back(shortened(categories[i], longest));
    }
  }
  for (const std::string& text : marks.text) marks.widest_px = std::max(marks.widest_px, text_size(text).width);
  return marks;
}

/// From white (0) to dark blue (1): ends of the scale "Blues" of colorbrewer2.org.
inline cv::Scalar cell_colour(double share) { return cv::Scalar(255, 255, 255) * (1 - share) + cv::Scalar(107, 48, 8) * share; }

/// The colour of number i; the last one serves all that follow.
inline const cv::Scalar& colour_of(std::span<const cv::Scalar> colours, std::size_t i) {
  static const cv::Scalar blue(180, 119, 31);
  return colours.empty() ? blue : colours[std::min(i, colours.size() - 1)];
}

}  // namespace detail

CTYOLO_INLINE AxisRange range_of(std::span<const double> values) {
  AxisRange range{HUGE_VAL, -HUGE_VAL};
  for (const double v : values) {
    if (!std::isfinite(v)) continue;
    range.low = std::min(range.low, v);
    range.high = std::max(range.high, v);
  }
  if (range.low > range.high) return {};
  const double margin = range.high > range.low ? (range.high - range.low) / 20
                                               : std::max(std::abs(range.low) / 20, 1e-6);
  return {range.low - margin, range.high + margin};
}

CTYOLO_INLINE std::vector<double> round_ticks(AxisRange range, int most) {
  const double span = range.high - range.low;
  if (!(span > 0) || !std::isfinite(span)) return {};
  double step = std::pow(10.0, std::floor(std::log10(span / most)));
  for (const double factor : {1.0, 2.0, 5.0, 10.0}) {
    if (span / (step * factor) > most) continue;
    step *= factor;
    break;
  }
  std::vector<double> ticks;
  const auto first = static_cast<long long>(std::ceil(range.low / step - 1e-9));
  for (long long k = first; static_cast<double>(k) * step <= range.high + 1e-9 * step; ++k)
    ticks.push_back(k == 0 ? 0.0 : static_cast<double>(k) * step);
  return ticks;
}

CTYOLO_INLINE cv::Point2d Chart::at(double x_value, double y_value) const {
  const auto part = [](double value, AxisRange r) { return std::clamp((value - r.low) / (r.high - r.low), -0.5, 1.5); };
  const double right = part(x_value, x), up = part(y_value, y);
  return {plot.x + right * plot.width, plot.y + (y_down ? up : 1 - up) * plot.height};
}

CTYOLO_INLINE cv::Mat blank_picture(int width_px, int height_px) {
  return {height_px, width_px, CV_8UC3, cv::Scalar(255, 255, 255)};
}

CTYOLO_INLINE Chart draw_axes(cv::Mat part, const AxesOptions& o) {
  using namespace detail;
  constexpr int gap = 6;
  const AxisMarks y_marks = axis_marks(o.y, o.y_categories, o.longest_category, std::max(2, part.rows / 70));
  const AxisMarks x_marks = axis_marks(o.x, o.x_categories, o.longest_category, std::max(2, part.cols / 90));
  const int left = gap + (o.y_name.empty() ? 0 : chart_line_px + 4) + y_marks.widest_px + gap;
  const int top = o.title.empty() ? 12 : chart_line_px + 14;
  const int width = part.cols - left - o.right_px;
  const double room = o.x_categories.empty() ? 1e9 : width / (o.x.high - o.x.low);  // of one category
  const bool upwards = x_marks.widest_px + gap > room;
  const int below = gap + (upwards ? x_marks.widest_px + 4 : chart_line_px) + (o.x_name.empty() ? 0 : chart_line_px + 6) + 2;
  Chart chart{part, {left, top, width, part.rows - top - below}, o.x, o.y, o.y_down};
  if (chart.plot.width < 20 || chart.plot.height < 20)
    fail("a chart of ", part.cols, " x ", part.rows, " px has no room for its axes; make it larger");
  if (o.square) {
    const double unit = std::min(chart.plot.width / (o.x.high - o.x.low), chart.plot.height / (o.y.high - o.y.low));
    const cv::Size size(static_cast<int>(unit * (o.x.high - o.x.low)), static_cast<int>(unit * (o.y.high - o.y.low)));
    chart.plot = {chart.plot.tl() + cv::Point((chart.plot.width - size.width) / 2, (chart.plot.height - size.height) / 2), size};
  }
  const cv::Rect& plot = chart.plot;

  for (std::size_t i = 0; i < x_marks.at.size(); ++i) {
    if (upwards && room < chart_line_px - 2 && i % static_cast<std::size_t>(std::ceil((chart_line_px - 2) / room)) != 0) continue;
    const double x = chart.at(x_marks.at[i], o.y.low).x;
    if (o.x_categories.empty()) cv::line(part, cv::Point2d(x, plot.y), cv::Point2d(x, plot.br().y), chart_grid);
    if (upwards) put_text_upwards(part, x_marks.text[i], {x, double(plot.br().y + gap)}, 0.5, 0);
    else put_text(part, x_marks.text[i], {x, double(plot.br().y + gap)}, 0.5, 0);
  }
  const double row = o.y_categories.empty() ? 1e9 : plot.height / (o.y.high - o.y.low);
  for (std::size_t i = 0; i < y_marks.at.size(); ++i) {
    if (row < chart_line_px - 2 && i % static_cast<std::size_t>(std::ceil((chart_line_px - 2) / row)) != 0) continue;
    const double y = chart.at(o.x.low, y_marks.at[i]).y;
    if (o.y_categories.empty()) cv::line(part, cv::Point2d(plot.x, y), cv::Point2d(plot.br().x, y), chart_grid);
    put_text(part, y_marks.text[i], {double(plot.x - gap), y}, 1, 0.5);
  }
  cv::rectangle(part, plot, chart_ink);
  const cv::Point2d middle(plot.x + plot.width / 2.0, plot.y + plot.height / 2.0);
  if (!o.title.empty()) put_text(part, o.title, {middle.x, double(plot.y - 8)}, 0.5, 1, chart_ink, 0.5);
  if (!o.x_name.empty()) put_text(part, o.x_name, {middle.x, double(part.rows - 6)}, 0.5, 1);
  if (!o.y_name.empty()) put_text_upwards(part, o.y_name, {double(plot.x - 2 * gap - y_marks.widest_px), middle.y}, 1, 0.5);
  return chart;
}

CTYOLO_INLINE void draw_line(const Chart& chart, std::span<const double> xs, std::span<const double> ys,
                             const cv::Scalar& colour, int thickness) {
  cv::Mat inside = chart.picture(chart.plot);
  std::vector<cv::Point> piece;
  const auto finish = [&] {
    if (piece.size() > 1) cv::polylines(inside, piece, false, colour, thickness, cv::LINE_AA, 4);
    piece.clear();
  };
  for (std::size_t i = 0; i < std::min(xs.size(), ys.size()); ++i) {
    if (std::isfinite(xs[i]) && std::isfinite(ys[i]))
      piece.push_back(detail::sixteenths(chart.at(xs[i], ys[i]) - cv::Point2d(chart.plot.tl())));
    else
      finish();
  }
  finish();
}

CTYOLO_INLINE void draw_points(const Chart& chart, std::span<const double> xs, std::span<const double> ys,
                               std::span<const cv::Scalar> colours, double radius_px) {
  cv::Mat inside = chart.picture(chart.plot);
  const int radius = static_cast<int>(std::lround(radius_px * 16));
  for (std::size_t i = 0; i < std::min(xs.size(), ys.size()); ++i) {
    if (!std::isfinite(xs[i]) || !std::isfinite(ys[i])) continue;
    cv::circle(inside, detail::sixteenths(chart.at(xs[i], ys[i]) - cv::Point2d(chart.plot.tl())), radius,
               detail::colour_of(colours, i), cv::FILLED, cv::LINE_AA, 4);
  }
}

CTYOLO_INLINE void draw_bars(const Chart& chart, std::span<const double> heights, std::span<const cv::Scalar> colours) {
  cv::Mat inside = chart.picture(chart.plot);
  for (std::size_t i = 0; i < heights.size(); ++i) {
    const double x = static_cast<double>(i);
    const cv::Point low = chart.at(x - 0.4, 0) - cv::Point2d(chart.plot.tl());
    const cv::Point high = chart.at(x + 0.4, heights[i]) - cv::Point2d(chart.plot.tl());
    cv::rectangle(inside, low, high, detail::colour_of(colours, i), cv::FILLED);
  }
}

CTYOLO_INLINE void draw_cells(const Chart& chart, std::span<const double> values, int columns) {
  cv::Mat picture = chart.picture;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!std::isfinite(values[i])) continue;
    const double x = static_cast<double>(static_cast<int>(i) % columns), y = static_cast<double>(static_cast<int>(i) / columns);
    const double share = std::clamp(values[i], 0.0, 1.0);
    const cv::Point2d first = chart.at(x - 0.5, y - 0.5), last = chart.at(x + 0.5, y + 0.5);
    const cv::Rect cell(cv::Point(first) + cv::Point(1, 1), cv::Point(last));
    cv::rectangle(picture, cell & chart.plot, detail::cell_colour(share), cv::FILLED);
    if (cell.width < 30 || cell.height < 14) continue;
    const cv::Scalar ink = share > 0.5 ? cv::Scalar(255, 255, 255) : detail::chart_ink;
    const double letters = cell.width < 40 ? 0.35 : detail::chart_letters;
    detail::put_text(picture, columns::fixed(values[i], 2), (first + last) / 2, 0.5, 0.5, ink, letters);
  }
}

CTYOLO_INLINE void draw_legend(const Chart& chart, std::span<const LegendEntry> entries, cv::Point corner) {
  using namespace detail;
  cv::Mat picture = chart.picture;
  const auto room = static_cast<std::size_t>(std::max(1, (picture.rows - corner.y - 12) / chart_line_px));
  std::vector<LegendEntry> shown(entries.begin(), entries.end());
  if (shown.size() > room) {
    shown.resize(room);
    shown.back() = {"and " + std::to_string(entries.size() - room + 1) + " more", cv::Scalar(255, 255, 255), 1};
  }
  int width = 0;
  for (const LegendEntry& entry : shown) width = std::max(width, text_size(entry.text).width);
  const cv::Rect frame(corner, cv::Size(width + 42, static_cast<int>(shown.size()) * chart_line_px + 8));
  cv::rectangle(picture, frame, cv::Scalar(255, 255, 255), cv::FILLED);
  cv::rectangle(picture, frame, cv::Scalar(190, 190, 190));
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const double y = corner.y + 4 + chart_line_px * (static_cast<double>(i) + 0.5);
    cv::line(picture, cv::Point2d(corner.x + 6, y), cv::Point2d(corner.x + 28, y), shown[i].colour, shown[i].thickness, cv::LINE_AA);
    put_text(picture, shown[i].text, {corner.x + 36.0, y}, 0, 0.5);
  }
}

CTYOLO_INLINE std::vector<cv::Scalar> density_colours(const Chart& chart, std::span<const double> xs, std::span<const double> ys) {
  constexpr int cells = 50;
  std::vector<int> counts(cells * cells);
  const std::size_t n = std::min(xs.size(), ys.size());
  const auto cell = [&](std::size_t i) {
    const cv::Point2d at = chart.at(xs[i], ys[i]) - cv::Point2d(chart.plot.tl());
    const auto part = [](double px, int side) { return std::isfinite(px) ? static_cast<int>(std::clamp(px / side * cells, 0.0, cells - 1.0)) : 0; };
    return static_cast<std::size_t>(part(at.y, chart.plot.height) * cells + part(at.x, chart.plot.width));
  };
  int most = 1;
  for (std::size_t i = 0; i < n; ++i) most = std::max(most, ++counts[cell(i)]);
  cv::Mat ramp(1, 256, CV_8UC1), colours;
  for (int i = 0; i < 256; ++i) ramp.at<unsigned char>(0, i) = static_cast<unsigned char>(i);
  cv::applyColorMap(ramp, colours, cv::COLORMAP_VIRIDIS);
  std::vector<cv::Scalar> all(n);
  for (std::size_t i = 0; i < n; ++i) {
    const double share = most > 1 ? std::log(counts[cell(i)]) / std::log(most) : 0;
    const cv::Vec3b c = colours.at<cv::Vec3b>(0, static_cast<int>(std::lround(share * 255)));
    all[i] = {double(c[0]), double(c[1]), double(c[2])};
  }
  return all;
}

CTYOLO_INLINE std::string chart_name(int cls, std::span<const std::string> class_names) {
  const std::string name = detail::class_text(cls, class_names);
  return drawable(name) ? name : std::to_string(cls) + " " + ascii(name);
}

}  // namespace ctyolo::inline v0
