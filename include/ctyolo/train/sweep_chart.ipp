// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of train/sweep_chart.hpp.
#pragma once

#include <ctyolo/hooks/chart.hpp>
#include <ctyolo/train/sweep_chart.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

namespace ctyolo::inline v0 {

CTYOLO_INLINE cv::Mat sweep_picture(std::span<const SweepRow> rows) {
  std::vector<std::string> names;
  std::vector<double> maps, deviations, minutes;
  for (const SweepMean& mean : sweep_means(rows)) {
    if (mean.runs == 0) continue;
    std::string& name = names.emplace_back();
    for (const std::string& policy : mean.policies) name += (name.empty() ? "" : ", ") + policy;
    maps.push_back(mean.map50_95);
    deviations.push_back(mean.map50_95_sd);
    minutes.push_back(mean.seconds / 60);
  }
  if (names.empty()) return {};

  const std::size_t longest = std::max_element(names.begin(), names.end(), [](const auto& a, const auto& b) { return a.size() < b.size(); })->size();
  const int width = std::max(360, 60 * static_cast<int>(names.size()) + 80), height = 320 + 7 * static_cast<int>(longest);
  cv::Mat picture = blank_picture(2 * width, height);
  const cv::Scalar colours[] = {{160, 110, 40}, {90, 140, 60}};  // blue, green
  const auto axes = [&](const std::string& title, const std::vector<double>& values, const std::vector<double>& above) {
    AxesOptions options{.title = title, .x = {-0.5, static_cast<double>(names.size()) - 0.5}};
    double top = 1e-6;
    for (std::size_t i = 0; i < values.size(); ++i) top = std::max(top, values[i] + (above.empty() ? 0 : above[i]));
    options.y = {0, 1.1 * top};
    options.x_categories = names;
    options.longest_category = longest;
    return options;
  };
  const Chart left = draw_axes(picture(cv::Rect(0, 0, width, height)), axes("mAP@.5:.95", maps, deviations));
  draw_bars(left, maps, std::span(colours).first(1));
  for (std::size_t i = 0; i < maps.size(); ++i) {
    const double x[] = {static_cast<double>(i), static_cast<double>(i)}, y[] = {maps[i] - deviations[i], maps[i] + deviations[i]};
    if (deviations[i] > 0) draw_line(left, x, y, {0, 0, 0}, 2);
  }
  const Chart right = draw_axes(picture(cv::Rect(width, 0, width, height)), axes("minutes a run", minutes, {}));
  draw_bars(right, minutes, std::span(colours).last(1));
  return picture;
}

}  // namespace ctyolo::inline v0
