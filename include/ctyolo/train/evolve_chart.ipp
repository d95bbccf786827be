// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of train/evolve_chart.hpp.
#pragma once

#include <ctyolo/hooks/chart.hpp>
#include <ctyolo/hooks/columns.hpp>
#include <ctyolo/train/evolve_chart.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace ctyolo::inline v0 {

CTYOLO_INLINE cv::Mat evolution_picture(std::span<const Generation> history) {
  std::vector<double> fitness;
  for (const Generation& g : history) fitness.push_back(g.fitness());
  std::vector<std::pair<std::string, std::vector<double>>> numbers;  // name, value of each generation
  for (const Generation& g : history) {
    std::size_t at = 0;
    visit_hyp(g.hyp, [&](const char* name, double value) {
      if (at == numbers.size()) numbers.emplace_back(name, std::vector<double>());
      numbers[at++].second.push_back(value);
    });
  }
  std::erase_if(numbers, [](const auto& n) { return std::ranges::count(n.second, n.second.front()) == std::ssize(n.second); });
  if (numbers.empty()) return {};

  const auto best = static_cast<std::size_t>(std::ranges::max_element(fitness) - fitness.begin());
  const int most_columns = 5, width = 275, height = 220, count = static_cast<int>(numbers.size());
  const int across = std::min(count, most_columns), down = (count + across - 1) / across;
  cv::Mat picture = blank_picture(across * width, down * height);
  const cv::Scalar point[] = {{160, 110, 40}}, ring[] = {{40, 100, 230}};  // blue, orange
  for (int i = 0; i < count; ++i) {
    const auto& [name, values] = numbers[static_cast<std::size_t>(i)];
    const Chart chart = draw_axes(picture(cv::Rect(i % across * width, i / across * height, width, height)),
                                  {.title = name + " = " + columns::general(values[best], 3),
                                   .y_name = i % across == 0 ? "fitness" : "", .x = range_of(values), .y = range_of(fitness)});
    draw_points(chart, std::span(values).subspan(best, 1), std::span(fitness).subspan(best, 1), ring, 6);
    draw_points(chart, values, fitness, point, 3);
  }
  return picture;
}

}  // namespace ctyolo::inline v0
