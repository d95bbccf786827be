// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#include "test.hpp"

#include <ctyolo/train/sweep_chart.hpp>

#include <cstdlib>

using namespace ctyolo;

namespace {

/// Pixels of a bar's colour in a column range.
int count(const cv::Mat& picture, const cv::Scalar& colour, int from, int to) {
  cv::Mat hit;
  cv::inRange(picture(cv::Rect(from, 0, to - from, picture.rows)), colour, colour, hit);
  return cv::countNonZero(hit);
}

}  // namespace

TEST_CASE("train/sweep_chart: a bar a combination, as high as its mean; none without a finished run") {
  std::vector<SweepRow> rows{{.policies = {"SGDNesterov", "WarmupCosine"}, .map50_95 = 0.2, .seconds = 60, .finished = true},
                             {.policies = {"AdamW", "WarmupCosine"}, .map50_95 = 0.4, .seconds = 120, .finished = true},
                             {.policies = {"AdamW", "WarmupLinear"}, .failure = "diverged"}};
  const cv::Mat picture = sweep_picture(rows);
  REQUIRE(!picture.empty());
  const cv::Scalar blue(160, 110, 40), green(90, 140, 60);
  const int half = picture.cols / 2, all = count(picture, blue, 0, half);
  CHECK(all > 1000);
  CHECK(count(picture, blue, half, picture.cols) == 0);
  CHECK(count(picture, green, half, picture.cols) > 1000);
  rows[0].map50_95 = 0.4;
  CHECK(count(sweep_picture(rows), blue, 0, half) == doctest::Approx(all * 4 / 3.0).epsilon(0.02));
  if (const char* to = std::getenv("CTYOLO_SHOW_PICTURES")) {
    rows.push_back(rows[1]);
    rows.back().map50_95 = 0.3;
    rows.back().seed = 1;
    cv::imwrite(std::string(to) + "/sweep.png", sweep_picture(rows));
  }
  rows.erase(rows.begin(), rows.begin() + 2);
  CHECK(sweep_picture(std::span(rows).first(1)).empty());
}
