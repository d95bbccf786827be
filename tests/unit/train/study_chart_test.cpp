// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#include "test.hpp"

#include "temporary_folder.hpp"

#include <ctyolo/data/opencv.hpp>
#include <ctyolo/train/study_chart.hpp>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

using namespace ctyolo;

namespace {

StudyRow row(int px, double map50_95, double ms) {
  StudyRow r;
  r.map50 = 1.5 * map50_95, r.map50_95 = map50_95;
  r.speed = {.preprocess = 1, .inference = ms - 1, .nms = 1};
  r.img_px = px, r.batch = 32;
  return r;
}

const std::vector<StudyRow> small{row(256, 0.30, 10), row(512, 0.42, 35), row(768, 0.44, 80)};
const std::vector<StudyRow> large{row(256, 0.38, 25), row(512, 0.50, 90), row(768, 0.53, 190)};
const cv::Scalar blue(180, 119, 31), orange(14, 127, 255);

/// Where pixels of a colour are: the smallest rectangle.
cv::Rect place(const cv::Mat& picture, const cv::Scalar& colour) {
  cv::Mat hit;
  cv::inRange(picture, colour, colour, hit);
  return cv::boundingRect(hit);
}

}  // namespace

TEST_CASE("train/study_chart: speed against mAP on the left, mAP over the size on the right") {
  CHECK(study_picture({}).empty());
  const StudyCurve curves[] = {{"n", small}, {"s", large}};
  const cv::Mat picture = study_picture(curves);
  REQUIRE(!picture.empty());
  const int half = picture.cols / 2;
  const cv::Mat left = picture.colRange(0, half), right = picture.colRange(half, picture.cols);
  // the second net is slower and finds more: further to the right, higher up
  const cv::Rect n = place(left, blue), s = place(left, orange);
  CHECK(n.width > 50);
  CHECK(s.br().x > n.br().x + 100);
  CHECK(s.y < n.y - 50);
  CHECK(s.x > n.x + 10);
  // same sizes on the right
  const cv::Rect n_size = place(right.rowRange(100, right.rows), blue), s_size = place(right.rowRange(100, right.rows), orange);
  CHECK(std::abs(n_size.br().x - s_size.br().x) <= 2);
  if (const char* to = std::getenv("CTYOLO_SHOW_PICTURES")) cv::imwrite(std::string(to) + "/study.png", picture);
  // rows of v7.0 know no size: they are left out on the right
  StudyRow unknown = small[0];
  unknown.img_px = 0;
  const StudyCurve v7[] = {{"v7", {unknown}}};
  CHECK(place(study_picture(v7).colRange(half, picture.cols), blue).area() == 0);
}

TEST_CASE("train/study_chart: the files of a folder are drawn together") {
  const test::TemporaryFolder folder;
  write_study(folder.path(), "study_bccd_n", small);
  CHECK(test::read_text(folder / "study_bccd_n.txt") == study_text(small));
  const cv::Mat alone = cv::imread(folder / "study.png");
  CHECK(place(alone, orange).area() == 0);
  write_study(folder.path(), "study_bccd_s", large);
  const cv::Mat both = cv::imread(folder / "study.png");
  CHECK(place(both, orange).area() > 0);
  CHECK(place(both, blue).area() > 0);
  folder.write("study_other.txt", "no numbers\n");
  const std::string error = test::error_of([&] { write_study(folder.path(), "study_bccd_s", large); });
  CHECK(test::contains(error, "study_other.txt, line 1: \"no\" is not a number"));
}
