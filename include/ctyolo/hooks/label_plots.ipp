// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of hooks/label_plots.hpp.
#pragma once

#include <ctyolo/hooks/chart.hpp>
#include <ctyolo/hooks/columns.hpp>
#include <ctyolo/hooks/draw.hpp>
#include <ctyolo/hooks/label_plots.hpp>

#include <algorithm>
#include <vector>

namespace ctyolo::inline v0 {

namespace detail {

inline void draw_class_histogram(cv::Mat part, const std::vector<double>& counts, std::span<const std::string> class_names) {
  constexpr std::size_t most_named = 30;
  AxesOptions axes{.title = "labelled boxes of each class", .y_name = "boxes", .x = {-0.5, static_cast<double>(counts.size()) - 0.5}};
  axes.y = {0, 1.05 * std::max(1.0, *std::max_element(counts.begin(), counts.end()))};
  std::vector<cv::Scalar> colours;
  for (std::size_t c = 0; c < counts.size(); ++c) {
    colours.push_back(class_colour(static_cast<int>(c)));
    if (counts.size() <= most_named) axes.x_categories.push_back(chart_name(static_cast<int>(c), class_names));
  }
  if (counts.size() > most_named) axes.x_name = "class";
  const Chart chart = draw_axes(part, axes);
  draw_bars(chart, counts, colours);
  if (counts.size() > most_named / 2) return;
  for (std::size_t c = 0; c < counts.size(); ++c)
    put_text(part, columns::grouped(static_cast<long long>(counts[c])), chart.at(static_cast<double>(c), counts[c]) - cv::Point2d(0, 4), 0.5, 1);
}

inline void draw_density(cv::Mat part, const std::string& title, const std::string& x_name, const std::string& y_name,
                         bool y_down, const std::vector<double>& xs, const std::vector<double>& ys) {
  const Chart chart = draw_axes(part, {.title = title, .x_name = x_name, .y_name = y_name, .y_down = y_down, .square = true});
  draw_points(chart, xs, ys, density_colours(chart, xs, ys), 1.7);
}

}  // namespace detail

CTYOLO_INLINE cv::Mat draw_label_charts(std::span<const ImageRecord> records, std::span<const std::string> class_names) {
  constexpr int width = 760, height = 600;
  constexpr std::size_t most_boxes = 1000, most_points = 20'000;
  std::vector<double> counts(std::max<std::size_t>(1, class_names.size()));
  std::size_t total = 0;
  for (const ImageRecord& image : records) total += image.labels.size();
  const std::size_t step = total / most_points + 1;

  cv::Mat picture = blank_picture(2 * width, 2 * height);
  const Chart boxes = draw_axes(picture(cv::Rect(width, 0, width, height)),
                                {.title = columns::grouped(static_cast<long long>(std::min(total, most_boxes))) + " boxes about one centre",
                                 .x = {-0.5, 0.5}, .y = {-0.5, 0.5}, .square = true});
  cv::Mat inside = boxes.picture(boxes.plot);
  std::vector<double> x, y, w, h;
  std::size_t seen = 0;
  for (const ImageRecord& image : records) {
    for (const Target& t : image.labels) {
      if (t.cls >= 0 && static_cast<std::size_t>(t.cls) < counts.size()) ++counts[static_cast<std::size_t>(t.cls)];
      if (seen < most_boxes) {
        const cv::Point2d corner(boxes.at(-t.w / 2, t.h / 2)), other(boxes.at(t.w / 2, -t.h / 2)), origin(boxes.plot.tl());
        cv::rectangle(inside, cv::Point(corner - origin), cv::Point(other - origin), class_colour(t.cls));
      }
      if (seen++ % step != 0) continue;
      x.push_back(static_cast<double>(t.x));
      y.push_back(static_cast<double>(t.y));
      w.push_back(static_cast<double>(t.w));
      h.push_back(static_cast<double>(t.h));
    }
  }
  detail::draw_class_histogram(picture(cv::Rect(0, 0, width, height)), counts, class_names);
  detail::draw_density(picture(cv::Rect(0, height, width, height)), "centres", "x", "y", true, x, y);
  detail::draw_density(picture(cv::Rect(width, height, width, height)), "sizes", "width", "height", false, w, h);
  return picture;
}

CTYOLO_INLINE void LabelPlots::on(const TrainingStarted& e) {
  if (e.resumed || e.train_records.empty()) return;
  pictures_.draw(e.folder + "/" + file_name, [&] { return draw_label_charts(e.train_records, e.class_names); });
}

}  // namespace ctyolo::inline v0
