// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of hooks/validation_plots.hpp.
#pragma once

#include <ctyolo/hooks/chart.hpp>
#include <ctyolo/hooks/columns.hpp>
#include <ctyolo/hooks/draw.hpp>
#include <ctyolo/hooks/validation_plots.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>
#include <vector>

namespace ctyolo::inline v0 {

namespace detail {

/// Axes, a line a class, a legend.
class CurvePicture {
 public:
  CurvePicture(const std::string& x_name, const std::string& y_name)
      : picture_(blank_picture(1150, 750)),
        chart_(draw_axes(picture_, {.title = y_name + " over " + x_name, .x_name = x_name, .y_name = y_name, .right_px = 330})) {}

  void add(const std::vector<double>& values, const std::string& text, const cv::Scalar& colour, int thickness) {
    draw_line(chart_, positions_, values, colour, thickness);
    if (!text.empty()) legend_.push_back({text, colour, thickness});
  }
  void add_classes(std::span<const ClassCurves> curves, std::vector<double> ClassCurves::*which, std::span<const std::string> texts) {
    const bool named = curves.size() < 21;
    for (std::size_t i = 0; i < curves.size(); ++i)
      add(curves[i].*which, named ? texts[i] : "", named ? class_colour(curves[i].cls) : cv::Scalar(190, 190, 190), named ? 2 : 1);
  }
  cv::Mat finished() {
    draw_legend(chart_, legend_, {chart_.plot.br().x + 12, chart_.plot.y});
    return picture_;
  }
  double position(std::size_t i) const { return positions_[i]; }

  static inline const cv::Scalar mean_colour{255, 0, 0};

 private:
  cv::Mat picture_;
  Chart chart_;
  std::vector<double> positions_ = curve_positions();
  std::vector<LegendEntry> legend_;
};

}  // namespace detail

CTYOLO_INLINE cv::Mat draw_precision_recall(std::span<const ClassCurves> curves, const Results& results,
                                            std::span<const std::string> class_names) {
  detail::CurvePicture picture("recall", "precision");
  std::vector<std::string> texts;
  for (const ClassCurves& c : curves) {
    const auto same = [&](const ClassResult& r) { return r.cls == c.cls; };
    const auto result = std::find_if(results.classes.begin(), results.classes.end(), same);
    const std::string ap = result == results.classes.end() ? "" : " " + columns::fixed(result->map50, 3);
    texts.push_back(chart_name(c.cls, class_names) + ap);
  }
  picture.add_classes(curves, &ClassCurves::precision_at_recall, texts);
  picture.add(mean_curve(curves, &ClassCurves::precision_at_recall), "all classes " + columns::fixed(results.map50, 3) + " mAP@0.5",
              picture.mean_colour, 4);
  return picture.finished();
}

CTYOLO_INLINE cv::Mat draw_over_confidence(std::span<const ClassCurves> curves, std::vector<double> ClassCurves::*which,
                                           const std::string& name, std::span<const std::string> class_names) {
  detail::CurvePicture picture("confidence", name);
  std::vector<std::string> texts;
  for (const ClassCurves& c : curves) texts.push_back(chart_name(c.cls, class_names));
  picture.add_classes(curves, which, texts);
  const std::vector<double> mean = smoothed(mean_curve(curves, which), 51);
  if (mean.empty()) return picture.finished();
  const auto best = static_cast<std::size_t>(std::max_element(mean.begin(), mean.end()) - mean.begin());
  picture.add(mean, "all classes " + columns::fixed(mean[best], 2) + " at " + columns::fixed(picture.position(best), 3), picture.mean_colour, 4);
  return picture.finished();
}

CTYOLO_INLINE cv::Mat draw_confusion(const ConfusionMatrix& matrix, std::span<const std::string> class_names) {
  constexpr std::size_t most_named = 98;
  const std::size_t sides = class_names.size() + 1;  // with the background
  const auto place = [&](int cls) { return cls == ConfusionMatrix::background ? sides - 1 : std::min(static_cast<std::size_t>(cls), sides - 1); };
  std::vector<double> cells(sides * sides), sums(sides);
  for (const auto& [classes, count] : matrix.counts()) {
    cells[place(classes.first) * sides + place(classes.second)] += static_cast<double>(count);
    sums[place(classes.second)] += static_cast<double>(count);
  }
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const double part = cells[i] / std::max(sums[i % sides], 1.0);
    cells[i] = part < 0.005 ? std::numeric_limits<double>::quiet_NaN() : part;  // would read 0.00
  }
  const double last = static_cast<double>(sides) - 0.5;
  AxesOptions axes{.title = "confusion matrix, parts of each column", .x_name = "labelled", .y_name = "found", .x = {-0.5, last}, .y = {-0.5, last},
                   .y_down = true, .square = true, .right_px = 90};
  for (std::size_t i = 0; i < sides && sides <= most_named + 1; ++i)
    axes.x_categories.push_back(i + 1 == sides ? "background" : chart_name(static_cast<int>(i), class_names));
  axes.y_categories = axes.x_categories;
  const int side_px = std::clamp(static_cast<int>(sides) * (sides <= 30 ? 42 : 17), 480, 1680);
  cv::Mat picture = blank_picture(side_px + 240, side_px + 150);
  const Chart chart = draw_axes(picture, axes);
  draw_cells(chart, cells, static_cast<int>(sides));

  // What the colours mean.
  constexpr int steps = 100;
  const cv::Rect bar(chart.plot.br().x + 24, chart.plot.y, 16, chart.plot.height);
  for (int i = 0; i < steps; ++i) {
    const double share = 1 - (i + 0.5) / steps;
    const int from = bar.height * i / steps, to = bar.height * (i + 1) / steps;
    cv::rectangle(picture, cv::Rect(bar.x, bar.y + from, bar.width, to - from), detail::cell_colour(share), cv::FILLED);
  }
  cv::rectangle(picture, bar, detail::chart_ink);
  for (const double value : round_ticks({0, 1}, 5))
    detail::put_text(picture, columns::general(value, 2), {bar.br().x + 5.0, bar.y + (1 - value) * bar.height}, 0, 0.5);
  return picture;
}

CTYOLO_INLINE void ValidationPlots::on(const Validated& e) {
  const std::string to = folder.empty() ? run_folder_ : folder;
  if (!e.final_epoch || e.evidence == nullptr || to.empty()) return;
  const std::vector<ClassCurves> curves = class_curves(*e.evidence);
  if (!curves.empty()) {
    pictures_.draw(to + "/PR_curve.png", [&] { return draw_precision_recall(curves, e.results, e.class_names); });
    const std::pair<const char*, std::vector<double> ClassCurves::*> kinds[] = {
        {"F1", &ClassCurves::f1}, {"P", &ClassCurves::precision}, {"R", &ClassCurves::recall}};
    for (const auto& [name, which] : kinds) {
      const std::string axis = *name == 'F' ? "F1" : *name == 'P' ? "precision" : "recall";
      pictures_.draw(to + "/" + name + "_curve.png", [&] { return draw_over_confidence(curves, which, axis, e.class_names); });
    }
  }
  pictures_.draw(to + "/confusion_matrix.png", [&] { return draw_confusion(e.evidence->confusion, e.class_names); });
}

}  // namespace ctyolo::inline v0
