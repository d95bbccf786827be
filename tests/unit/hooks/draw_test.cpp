// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#include "../test.hpp"

#include <ctyolo/hooks/draw.hpp>

#include <cmath>
#include <limits>
#include <vector>

using namespace ctyolo;

namespace {
bool untouched(const cv::Mat& image) { return cv::countNonZero(image.reshape(1)) == 0; }
}  // namespace

TEST_CASE("hooks/draw: classes have colours of their own") {
  for (int a = 0; a < 20; ++a) {
    for (int b = 0; b < a; ++b) CHECK(cv::norm(class_colour(a), class_colour(b)) > 20);
    for (int channel = 0; channel < 3; ++channel)
      CHECK((class_colour(a)[channel] >= 0 && class_colour(a)[channel] <= 255));
  }
  CHECK(class_colour(3) == class_colour(3));
}

TEST_CASE("hooks/draw: text becomes ASCII, one '?' a character") {
  CHECK(ascii("dog 0.5") == "dog 0.5");
  CHECK(ascii("Pl\xc3\xa4ttchen \xe7\x8b\x97\xf0\x9f\x90\xb6") == "Pl?ttchen ??");
  CHECK(ascii("\xff\n") == "??");
}

TEST_CASE("hooks/draw: a box has its colour on its sides and nothing within") {
  cv::Mat image(200, 200, CV_8UC3, cv::Scalar(0, 0, 0));
  const cv::Scalar colour(10, 200, 30);
  draw_box(image, {50, 60, 150, 160}, "", colour);
  const auto at = [&](int x, int y) { return image.at<cv::Vec3b>(y, x); };
  const cv::Vec3b drawn(10, 200, 30), black(0, 0, 0);
  CHECK(at(50, 100) == drawn);
  CHECK(at(150, 100) == drawn);
  CHECK(at(100, 60) == drawn);
  CHECK(at(100, 160) == drawn);
  CHECK(at(100, 100) == black);
  CHECK(at(40, 100) == black);
  draw_box(image, {50, 60, 150, 160}, "name", colour);
  CHECK(at(52, 52) != black);  // the text's ground, above the box
}

TEST_CASE("hooks/draw: boxes at the border, outside, or no numbers") {
  cv::Mat image(100, 120, CV_8UC3, cv::Scalar(0, 0, 0));
  const float nan = std::nanf(""), inf = std::numeric_limits<float>::infinity();
  draw_box(image, {nan, 0, 10, 10}, "x", {255, 255, 255});
  draw_box(image, {0, -inf, 10, 10}, "x", {255, 255, 255});
  CHECK(untouched(image));
  draw_box(image, {-1e30F, -1e30F, 1e30F, 1e30F}, "a text that is much wider than the picture itself is", {1, 2, 3});
  draw_box(image, {119, 99, 119, 99}, "corner", {255, 0, 0});
  CHECK_FALSE(untouched(image));
  cv::Mat dot(1, 1, CV_8UC3, cv::Scalar(0, 0, 0)), none;
  draw_box(dot, {0, 0, 1, 1}, "x", {255, 255, 255});
  draw_box(none, {0, 0, 1, 1}, "x", {255, 255, 255});
}

TEST_CASE("hooks/draw: detections below the limit are left out, unknown classes are numbers") {
  cv::Mat image(100, 100, CV_8UC3, cv::Scalar(0, 0, 0));
  const std::vector<std::string> names = {"a"};
  std::vector<Detection> found = {{{10, 30, 50, 50}, 0.25F, 0}, {{10, 30, 50, 50}, std::nanf(""), 0}};
  draw_detections(image, found, names);
  CHECK(untouched(image));
  draw_detections(image, found, names, 0.2F);
  CHECK_FALSE(untouched(image));
  const std::vector<Label> labels = {{7, {1, 1, 20, 20}}, {-1, {1, 1, 20, 20}}};
  draw_labels(image, labels, names);
}
