// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of hooks/results_plot.hpp.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/hooks/chart.hpp>
#include <ctyolo/hooks/columns.hpp>
#include <ctyolo/hooks/results_plot.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <limits>
#include <string_view>

namespace ctyolo::inline v0 {

namespace detail {

inline std::vector<std::string> csv_cells(std::string_view line) {
  std::vector<std::string> cells;
  for (std::size_t from = 0; from <= line.size();) {
    const std::size_t comma = std::min(line.find(',', from), line.size());
    std::string_view cell = line.substr(from, comma - from);
    constexpr std::string_view blanks = " \t\r";
    cell.remove_prefix(std::min(cell.find_first_not_of(blanks), cell.size()));
    cell.remove_suffix(cell.size() - std::min(cell.find_last_not_of(blanks) + 1, cell.size()));
    cells.emplace_back(cell);
    from = comma + 1;
  }
  return cells;
}

/// Gauss's weights, sigma in rows; the ends are mirrored.
inline std::vector<double> gauss_smoothed(const std::vector<double>& values, double sigma) {
  const int n = static_cast<int>(values.size()), reach = static_cast<int>(4 * sigma + 0.5);
  std::vector<double> smooth;
  for (int i = 0; i < n; ++i) {
    double sum = 0, weights = 0;
    for (int k = -reach; k <= reach; ++k) {
      int at = std::abs(i + k) % (2 * n);
      if (i + k < 0) at = (at + 2 * n - 1) % (2 * n);  // -1 is 0, -2 is 1
      if (at >= n) at = 2 * n - 1 - at;
      const double weight = std::exp(-0.5 * k * k / (sigma * sigma));
      sum += weight * values[static_cast<std::size_t>(at)];
      weights += weight;
    }
    smooth.push_back(sum / weights);
  }
  return smooth;
}

inline void draw_dotted(const Chart& chart, std::span<const double> xs, std::span<const double> ys, const cv::Scalar& colour) {
  constexpr int dots = 60;
  for (int d = 0; d < dots; ++d) {
    const double at = static_cast<double>(d) * static_cast<double>(xs.size() - 1) / (dots - 1);
    const auto i = std::min(static_cast<std::size_t>(at), xs.size() - 1);
    const std::size_t next = std::min(i + 1, xs.size() - 1);
    const double part = at - static_cast<double>(i);
    const double x = xs[i] + part * (xs[next] - xs[i]), y = ys[i] + part * (ys[next] - ys[i]);
    draw_points(chart, std::span(&x, 1), std::span(&y, 1), std::span(&colour, 1), 1.3);
  }
}

}  // namespace detail

CTYOLO_INLINE const std::vector<double>* ResultsTable::find(const std::string& name) const {
  const auto at = std::find(names.begin(), names.end(), name);
  return at == names.end() ? nullptr : &columns[static_cast<std::size_t>(at - names.begin())];
}

CTYOLO_INLINE ResultsTable read_results_csv(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) fail(path, ": cannot be read");
  ResultsTable table;
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    const std::vector<std::string> cells = detail::csv_cells(line);
    if (table.names.empty()) {
      table.names = cells;
      table.columns.resize(cells.size());
      continue;
    }
    if (cells.size() == 1 && cells[0].empty()) continue;
    if (cells.size() != table.names.size()) fail(path, ":", number, ": ", cells.size(), " columns, but the heading has ", table.names.size());
    for (std::size_t c = 0; c < cells.size(); ++c) {
      double value = std::numeric_limits<double>::quiet_NaN();
      std::from_chars(cells[c].data(), cells[c].data() + cells[c].size(), value);  // "nan" and "inf" are numbers too
      table.columns[c].push_back(value);
    }
  }
  return table;
}

CTYOLO_INLINE cv::Mat draw_results(const ResultsTable& table) {
  static const cv::Scalar blue(180, 119, 31), orange(14, 127, 255), green(44, 160, 44);
  if (table.columns.empty() || table.columns[0].empty()) return {};
  const std::vector<double>& epochs = table.columns[0];
  constexpr int width = 400, height = 340;
  static constexpr std::array names = {
      "train/box_loss", "train/obj_loss", "train/cls_loss", "metrics/precision", "metrics/recall", "fitness",
      "val/box_loss", "val/obj_loss", "val/cls_loss", "metrics/mAP_0.5", "metrics/mAP_0.5:0.95", "x/lr"};
  cv::Mat picture = blank_picture(6 * width, 2 * height);
  const auto part = [&](std::size_t i) { return picture(cv::Rect(static_cast<int>(i % 6) * width, static_cast<int>(i / 6) * height, width, height)); };
  const AxisRange x = range_of(epochs);

  const std::vector<double>*map50 = table.find("metrics/mAP_0.5"), *map = table.find("metrics/mAP_0.5:0.95");
  std::vector<double> fitness;
  if (map50 != nullptr && map != nullptr)
    for (std::size_t i = 0; i < epochs.size(); ++i) fitness.push_back(0.1 * (*map50)[i] + 0.9 * (*map)[i]);

  for (std::size_t i = 0; i + 1 < names.size(); ++i) {
    const std::vector<double>* values = names[i] == std::string_view("fitness") ? &fitness : table.find(names[i]);
    if (values == nullptr || values->empty()) continue;
    const Chart chart = draw_axes(part(i), {.title = names[i], .x_name = i < 6 ? "" : "epoch", .x = x, .y = range_of(*values)});
    draw_line(chart, epochs, *values, blue);
    if (epochs.size() <= 100) draw_points(chart, epochs, *values, std::span(&blue, 1), 3);
    if (epochs.size() > 1) detail::draw_dotted(chart, epochs, detail::gauss_smoothed(*values, 3), orange);
    if (values != &fitness) continue;
    const auto best = static_cast<std::size_t>(std::max_element(fitness.begin(), fitness.end()) - fitness.begin());
    draw_points(chart, std::span(&epochs[best], 1), std::span(&fitness[best], 1), std::span(&green, 1), 6);
    const LegendEntry entry{columns::fixed(fitness[best], 3) + " at " + columns::general(epochs[best], 6), green, 6};
    draw_legend(chart, std::span(&entry, 1), {chart.plot.br().x - 150, chart.plot.br().y - 35});
  }

  std::vector<double> rates;
  std::vector<LegendEntry> legend;
  const std::array colours = {blue, orange, green};
  for (std::size_t k = 0; k < colours.size(); ++k) {
    const std::string name = "x/lr" + std::to_string(k);
    const std::vector<double>* values = table.find(name);
    if (values == nullptr) continue;
    rates.insert(rates.end(), values->begin(), values->end());
    legend.push_back({name, colours[k], 2});
  }
  if (!legend.empty()) {
    const Chart chart = draw_axes(part(names.size() - 1), {.title = "x/lr", .x_name = "epoch", .x = x, .y = range_of(rates)});
    for (const LegendEntry& entry : legend) {
      draw_line(chart, epochs, *table.find(entry.text), entry.colour);
      if (epochs.size() == 1) draw_points(chart, epochs, *table.find(entry.text), std::span(&entry.colour, 1), 3);
    }
    draw_legend(chart, legend, {chart.plot.br().x - 90, chart.plot.y + 8});
  }
  return picture;
}

CTYOLO_INLINE void ResultsPlot::on(const TrainingEnded& e) {
  const std::string csv = e.folder + "/results.csv";
  PictureWriter pictures;
  pictures.draw(e.folder + "/" + file_name, [&]() -> cv::Mat {
    if (std::filesystem::exists(csv)) return draw_results(read_results_csv(csv));
    if (e.epochs_done > 0) fail(csv, ": not there; ResultsPlot draws what the hook ResultsFile writes: name both");
    return {};
  });
  pictures.raise();
}

}  // namespace ctyolo::inline v0
