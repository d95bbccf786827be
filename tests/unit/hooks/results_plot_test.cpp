// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#include "temporary_folder.hpp"
#include "../test.hpp"
#include "sample_events.hpp"

#include <ctyolo/hooks/results_file.hpp>
#include <ctyolo/hooks/results_plot.hpp>

#include <cmath>

using namespace ctyolo;

namespace {

/// Pixels with the blue of the lines, in one of the 12 charts.
int line_pixels(const cv::Mat& picture, int column, int row) {
  const cv::Size tile(picture.cols / 6, picture.rows / 2);
  cv::Mat blue;
  cv::inRange(picture(cv::Rect({column * tile.width, row * tile.height}, tile)), cv::Scalar(170, 110, 25), cv::Scalar(190, 128, 40), blue);
  return cv::countNonZero(blue);
}

}  // namespace

TEST_CASE("hooks/results_plot: reads what ResultsFile writes") {
  const test::TemporaryFolder folder;
  ResultsFile file;
  file.on(test::started(folder.path()));
  for (int epoch = 0; epoch < 3; ++epoch) {
    const Results results = test::some_results(0.25 * epoch);
    file.on(test::ended(results, epoch));
  }
  const ResultsTable table = read_results_csv(folder / "results.csv");
  CHECK(table.names.size() == 14);
  REQUIRE(table.find("metrics/mAP_0.5:0.95") != nullptr);
  CHECK(*table.find("metrics/mAP_0.5:0.95") == std::vector<double>{0, 0.25, 0.5});
  CHECK(*table.find("epoch") == std::vector<double>{0, 1, 2});
  CHECK(table.find("nothing") == nullptr);

  const cv::Mat picture = draw_results(table);
  for (int row = 0; row < 2; ++row)
    for (int column = 0; column < 6; ++column) {
      CAPTURE(row);
      CAPTURE(column);
      CHECK(line_pixels(picture, column, row) > 100);
    }
}

TEST_CASE("hooks/results_plot: numbers that are none, torn rows, columns that are missing") {
  const test::TemporaryFolder folder;
  const std::string path = folder.write("results.csv", "epoch, train/box_loss ,\r\n0, nan,1\n1, inf, 2\n2, -, 3\n\n3,4,5");
  const ResultsTable table = read_results_csv(path);
  REQUIRE(table.columns.size() == 3);
  REQUIRE(table.columns[1].size() == 4);
  CHECK(std::isnan(table.columns[1][0]));
  CHECK(std::isinf(table.columns[1][1]));
  CHECK(std::isnan(table.columns[1][2]));
  CHECK(table.columns[1][3] == 4);
  const cv::Mat picture = draw_results(table);
  CHECK(line_pixels(picture, 1, 0) == 0);
  CHECK(draw_results(ResultsTable{}).empty());
  CHECK(draw_results({{"epoch"}, {{}}}).empty());
  folder.write("results.csv", "epoch,a\n0,1\n1\n");
  CHECK(test::contains(test::error_of([&] { read_results_csv(path); }), "results.csv:3: 1 columns, but the heading has 2"));
  CHECK(test::contains(test::error_of([&] { read_results_csv(folder / "none.csv"); }), "none.csv: cannot be read"));
}

TEST_CASE("hooks/results_plot: smoothing keeps a constant and the ends, and spreads a peak") {
  CHECK(detail::gauss_smoothed({7}, 3)[0] == doctest::Approx(7));
  const auto flat = detail::gauss_smoothed(std::vector<double>(30, 2.5), 3);
  CHECK(flat.front() == doctest::Approx(2.5));
  CHECK(flat.back() == doctest::Approx(2.5));
  std::vector<double> peak(41);
  peak[20] = 1;
  const auto spread = detail::gauss_smoothed(peak, 3);
  CHECK(spread[20] == doctest::Approx(1 / (3 * std::sqrt(2 * 3.14159265358979))).epsilon(1e-3));
  CHECK(spread[17] == doctest::Approx(spread[20] * std::exp(-0.5)));
  std::vector<double> first(41);  // mirrored: the first value stands at -1 too
  first[0] = 1;
  CHECK(detail::gauss_smoothed(first, 3)[0] == doctest::Approx(spread[20] + spread[21]));
}

TEST_CASE("hooks/results_plot: at the end of a training; without a results.csv it says what to do") {
  const test::TemporaryFolder folder;
  const Results results = test::some_results();
  ResultsPlot hook;
  const std::string said = test::error_of([&] { hook.on(TrainingEnded{.folder = folder.path(), .epochs_done = 1, .results = results}); });
  CHECK(test::one_line(said));
  CHECK(test::contains(said, "ResultsFile"));
  CHECK(test::error_of([&] { hook.on(TrainingEnded{.folder = folder.path(), .epochs_done = 0, .results = results}); }).empty());
  CHECK_FALSE(std::filesystem::exists(folder / "results.png"));
  ResultsFile file;
  file.on(test::started(folder.path()));
  file.on(test::ended(results, 0));
  hook.on(TrainingEnded{.folder = folder.path(), .epochs_done = 1, .results = results});
  CHECK(cv::imread(folder / "results.png").cols == 2400);
}
