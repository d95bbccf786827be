// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The curves of a training as one picture. Tier: app (OpenCV, POSIX).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/hooks/concepts.hpp>
#include <ctyolo/hooks/picture_file.hpp>

#include <string>
#include <vector>

namespace ctyolo::inline v0 {

/// A table as ResultsFile and YOLOv5 v7.0 write it: a heading, then a row an epoch.
struct ResultsTable {
  std::vector<std::string> names = {};
  std::vector<std::vector<double>> columns = {};  ///< [names, epochs]; what is no number is NaN

  /// The column of that name; null when there is none.
  const std::vector<double>* find(const std::string& name) const;
};

/// @throws Error with file and line for a row of another length than the heading
ResultsTable read_results_csv(const std::string& path);

/// YOLOv5's ten charts (dots, and a dotted line smoothed over about three epochs), and at the right end the fitness and
/// the rates: all columns. Empty without a row.
cv::Mat draw_results(const ResultsTable& table);

/// At the end of the training: FOLDER/results.png of FOLDER/results.csv, so that a resumed run shows all of its epochs.
/// Where nobody wrote that file, it says so.
struct ResultsPlot {
  using slot = slot::hook;
  static constexpr const char* file_name = "results.png";

  void on(const TrainingEnded& e);
};
static_assert(Hook<ResultsPlot>);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/hooks/results_plot.ipp>
#endif
