// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#include "test.hpp"

#include <ctyolo/train/evolve_chart.hpp>

#include <cstdlib>

using namespace ctyolo;

namespace {

const cv::Scalar blue(160, 110, 40), orange(40, 100, 230);

cv::Mat pixels_of(const cv::Mat& picture, const cv::Scalar& colour) {
  cv::Mat hit;
  cv::inRange(picture, colour, colour, hit);
  return hit;
}

/// Middle of the pixels of a colour.
cv::Point2d middle(const cv::Mat& picture, const cv::Scalar& colour) {
  const cv::Moments m = cv::moments(pixels_of(picture, colour), true);
  return {m.m10 / m.m00, m.m01 / m.m00};
}

Generation generation(double map, const Hyp& hyp) { return {.map50 = map, .map50_95 = map, .hyp = hyp}; }

}  // namespace

TEST_CASE("train/evolve_chart: nothing while nothing changed") {
  CHECK(evolution_picture({}).empty());
  const std::vector<Generation> same = {generation(0.1, {}), generation(0.2, {})};
  CHECK(evolution_picture(same).empty());
}

TEST_CASE("train/evolve_chart: a chart a number that changed, the fittest ringed where it lies") {
  std::vector<Generation> history = {generation(0.2, {}), generation(0.4, {.lr0 = 0.02}), generation(0.3, {.lr0 = 0.03})};
  const cv::Mat one = evolution_picture(history);
  REQUIRE(!one.empty());
  const int width = one.cols, height = one.rows;
  const double dot = cv::countNonZero(pixels_of(one, blue)) / 3.0;
  CHECK(dot > 15);
  CHECK(cv::countNonZero(pixels_of(one, orange)) > dot);
  const cv::Point2d best = middle(one, orange);
  CHECK(best.y < height / 3.0);            // the fittest is on top
  CHECK(best.x == doctest::Approx(middle(one, blue).x).epsilon(0.05));  // 0.02, between 0.01 and 0.03
  history[2].map50 = history[2].map50_95 = 0.5;
  CHECK(middle(evolution_picture(history), orange).x > best.x + width / 5.0);

  history[0].hyp.mixup = 0.5;
  const cv::Mat two = evolution_picture(history);
  CHECK(two.size() == cv::Size(2 * width, height));
  CHECK(cv::countNonZero(pixels_of(two(cv::Rect(width, 0, width, height)), orange)) > dot);

  Hyp all;
  visit_hyp(all, [](const char*, double& value) { value = 1.1 * value + 0.01; });
  history.push_back(generation(0.45, all));
  const cv::Mat many = evolution_picture(history);
  CHECK(many.size() == cv::Size(5 * width, 7 * height));  // 31 numbers
  if (const char* to = std::getenv("CTYOLO_SHOW_PICTURES")) {
    for (int i = 0; i < 40; ++i) {
      visit_hyp(all, [&](const char*, double& value) { value *= 1 + 0.02 * ((i * 37) % 11 - 5); });
      history.push_back(generation(0.3 + 0.01 * ((i * 13) % 17), all));
    }
    cv::imwrite(std::string(to) + "/evolve.png", evolution_picture(history));
  }
}
