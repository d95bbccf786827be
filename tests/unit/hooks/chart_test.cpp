// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#include "temporary_folder.hpp"
#include "../test.hpp"

#include <ctyolo/hooks/chart.hpp>
#include <ctyolo/hooks/draw.hpp>

#include <cmath>
#include <limits>

using namespace ctyolo;

namespace {

const cv::Scalar red(0, 0, 255), green(0, 200, 0);
constexpr double none = std::numeric_limits<double>::quiet_NaN();

cv::Vec3b pixel(const Chart& chart, double x, double y) { return chart.picture.at<cv::Vec3b>(cv::Point(chart.at(x, y))); }
bool is_red(cv::Vec3b p) { return p[2] > 150 && p[0] < 120 && p[1] < 120; }
bool is_white(cv::Vec3b p) { return p[0] > 200 && p[1] > 200 && p[2] > 200; }

}  // namespace

TEST_CASE("hooks/chart: ranges and round ticks") {
  CHECK(range_of({}) == AxisRange{0, 1});
  const std::vector<double> values = {none, 3, 1, INFINITY, 2};
  CHECK(range_of(values).low == doctest::Approx(0.9));
  CHECK(range_of(values).high == doctest::Approx(3.1));
  const AxisRange flat = range_of(std::vector<double>{5, 5});
  CHECK(flat.low < 5);
  CHECK(flat.high > 5);
  CHECK(round_ticks({0, 1}, 5) == std::vector<double>{0, 0.2, 2 * 0.2, 3 * 0.2, 0.8, 1});
  CHECK(round_ticks({-7, 52}, 6) == std::vector<double>{0, 10, 20, 30, 40, 50});
  const std::vector<double> small = round_ticks({0.0012, 0.0031}, 4);
  REQUIRE(small.size() == 4);
  CHECK(small[0] == doctest::Approx(0.0015));
  CHECK(small[3] == doctest::Approx(0.003));
  CHECK(round_ticks({1, 1}, 4).empty());
  CHECK(round_ticks({0, none}, 4).empty());
}

TEST_CASE("hooks/chart: values lie where the axes say") {
  cv::Mat picture = blank_picture(400, 300);
  const Chart chart = draw_axes(picture, {.title = "loss", .x_name = "epoch", .y_name = "value", .x = {0, 10}, .y = {-1, 1}});
  CHECK(chart.at(0, -1) == cv::Point2d(chart.plot.x, chart.plot.br().y));
  CHECK(chart.at(10, 1) == cv::Point2d(chart.plot.br().x, chart.plot.y));
  CHECK(chart.picture.data == picture.data);
  CHECK(std::isfinite(chart.at(1e300, -1e300).x));

  cv::Mat table = blank_picture(400, 300);
  const Chart down = draw_axes(table, {.x = {0, 4}, .y = {0, 2}, .y_down = true, .square = true});
  CHECK(down.at(0, 0) == cv::Point2d(down.plot.tl()));
  CHECK(std::abs(down.plot.width - 2 * down.plot.height) <= 1);
  CHECK(test::contains(test::error_of([] { draw_axes(blank_picture(30, 30), {}); }), "30 x 30 px has no room"));
}

TEST_CASE("hooks/chart: lines, with gaps where there is no number, and not beyond the axes") {
  cv::Mat picture = blank_picture(400, 300);
  const Chart chart = draw_axes(picture, {.x = {0, 10}, .y = {0, 1}});
  const std::vector<double> xs = {0, 2, 4, 6, 8, 10}, ys = {0.5, 0.5, none, 0.5, 0.5, 50};
  draw_line(chart, xs, ys, red);
  CHECK(is_red(pixel(chart, 1, 0.5)));
  CHECK(is_white(pixel(chart, 5, 0.5)));
  CHECK(is_red(pixel(chart, 7, 0.5)));
  cv::Mat red_pixels;
  cv::inRange(picture, cv::Scalar(0, 0, 200), cv::Scalar(60, 60, 255), red_pixels);
  cv::Mat outside = red_pixels.clone();
  outside(chart.plot) = 0;
  CHECK(cv::countNonZero(red_pixels) > 100);
  CHECK(cv::countNonZero(outside) == 0);
  draw_line(chart, {}, {}, red);
  draw_line(chart, std::vector<double>{1}, std::vector<double>{none}, red);
}

TEST_CASE("hooks/chart: bars, points and their colours") {
  cv::Mat picture = blank_picture(400, 300);
  const Chart chart = draw_axes(picture, {.x = {-0.5, 2.5}, .y = {0, 4}, .x_categories = {"RBC", "a very long name of a class", ""}});
  const std::vector<cv::Scalar> colours = {red, green};
  draw_bars(chart, std::vector<double>{1, 3, 2}, colours);
  CHECK(is_red(pixel(chart, 0, 0.5)));
  CHECK(is_white(pixel(chart, 0, 1.5)));
  CHECK(pixel(chart, 1, 2.5) == cv::Vec3b(0, 200, 0));
  CHECK(pixel(chart, 2, 1.5) == cv::Vec3b(0, 200, 0));  // the last colour serves the rest
  CHECK(is_white(pixel(chart, 0.5, 0.5)));
  draw_points(chart, std::vector<double>{0, none}, std::vector<double>{3, 1}, std::vector<cv::Scalar>{red}, 3);
  CHECK(is_red(pixel(chart, 0, 3)));

  const std::vector<double> xs = {0, 0.01, 0.02, 2}, ys = {1, 1, 1, 3};
  const auto density = density_colours(chart, xs, ys);
  REQUIRE(density.size() == 4);
  CHECK(density[0] == density[2]);
  CHECK(cv::sum(density[0])[0] > cv::sum(density[3])[0]);
}

TEST_CASE("hooks/chart: cells by value, with the number in them") {
  cv::Mat picture = blank_picture(400, 400);
  const Chart chart = draw_axes(picture, {.x = {-0.5, 1.5}, .y = {-0.5, 1.5}, .x_categories = {"a", "b"}, .y_categories = {"a", "b"}, .y_down = true});
  draw_cells(chart, std::vector<double>{1, 0, 0.5, none}, 2);
  CHECK(pixel(chart, 0.3, 0.3) == cv::Vec3b(107, 48, 8));  // row 0, column 0
  CHECK(is_white(pixel(chart, 1.3, 0.3)));
  const cv::Vec3b half = pixel(chart, 0.3, 1.3);
  CHECK((half[2] > 100 && half[2] < 160));
  const auto ink = [&](double x, double y) {  // differing pixels in the middle of a cell
    const cv::Rect middle(cv::Point(chart.at(x, y)) - cv::Point(20, 8), cv::Size(40, 16));
    cv::Mat differs;
    cv::inRange(picture(middle), cv::Scalar(pixel(chart, x + 0.3, y + 0.3)), cv::Scalar(pixel(chart, x + 0.3, y + 0.3)), differs);
    return 40 * 16 - cv::countNonZero(differs);
  };
  CHECK(ink(0, 0) > 30);
  CHECK(ink(0, 1) > 30);
  CHECK(ink(1, 1) == 0);  // no number, no text
}

TEST_CASE("hooks/chart: a legend longer than the picture says how many are missing, and names of classes") {
  cv::Mat picture = blank_picture(400, 200);
  const Chart chart = draw_axes(picture, {.right_px = 120});
  std::vector<LegendEntry> entries(50, {"class", red});
  draw_legend(chart, entries, {chart.plot.br().x + 8, chart.plot.y});
  CHECK(is_red(picture.at<cv::Vec3b>(chart.plot.y + 4 + 8, chart.plot.br().x + 8 + 15)));
  const std::vector<std::string> names = {"RBC", "\xe8\xa1\x80", "Zelle \xc3\xa4"};
  CHECK(chart_name(0, names) == "RBC");
  CHECK(chart_name(1, names) == (drawable(names[1]) ? names[1] : "1 ?"));
  CHECK(chart_name(2, names) == (drawable(names[2]) ? names[2] : "2 Zelle ?"));
  CHECK(chart_name(7, names) == "7");
}
