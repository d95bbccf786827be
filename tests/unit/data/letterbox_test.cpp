// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Tests of data/letterbox.hpp.
#include "fixture.hpp"

#include <ctyolo/data/letterbox.hpp>

using namespace ctyolo;
using namespace ctyolo::test;

TEST_CASE("data/letterbox: geometry") {
  SUBCASE("landscape into a square") {
    const Letterbox b = letterbox_of({640, 480}, {320, 320}, true);
    CHECK(b.gain == 0.5);
    CHECK(b.width_px == 320);
    CHECK(b.height_px == 240);
    CHECK(b.left_px == 0);
    CHECK(b.top_px == 40);
    CHECK(b.bottom_px == 40);
    CHECK(b.pad_y_px == 40);
  }
  SUBCASE("an odd border puts its extra pixel below; boxes move by the exact half") {
    const Letterbox b = letterbox_of({320, 213}, {320, 320}, true);
    CHECK(b.top_px == 53);
    CHECK(b.bottom_px == 54);
    CHECK(b.pad_y_px == 53.5);
  }
  SUBCASE("enlarged only when allowed") {
    CHECK(letterbox_of({100, 50}, {320, 320}, true).gain == doctest::Approx(3.2));
    const Letterbox b = letterbox_of({100, 50}, {320, 320}, false);
    CHECK(b.gain == 1);
    CHECK(b.left_px == 110);
    CHECK(b.top_px == 135);
  }
  SUBCASE("sides are rounded, halves to even") {
    CHECK(letterbox_of({4, 5}, {2, 2}, true).width_px == 2);     // 1.6
    CHECK(letterbox_of({200, 5}, {100, 100}, true).height_px == 2);  // 2.5
    CHECK(letterbox_of({200, 7}, {100, 100}, true).height_px == 4);  // 3.5
    CHECK(letterbox_of({1000, 1}, {100, 100}, true).height_px == 1);
  }
  SUBCASE("borders always add up") {
    for (int w = 10; w < 400; w += 7) {
      for (int h = 10; h < 400; h += 11) {
        for (const bool up : {false, true}) {
          const Letterbox b = letterbox_of({w, h}, {320, 256}, up);
          CHECK(b.left_px + b.width_px + b.right_px == 320);
          CHECK(b.top_px + b.height_px + b.bottom_px == 256);
        }
      }
    }
  }
}

TEST_CASE("data/letterbox: pixels") {
  const cv::Mat picture = plain(40, 20);
  const cv::Mat frame = letterboxed(picture, letterbox_of(picture.size(), {40, 40}, true));
  CHECK(frame.size() == cv::Size(40, 40));
  CHECK(frame.at<cv::Vec3b>(9, 5) == cv::Vec3b(114, 114, 114));
  CHECK(frame.at<cv::Vec3b>(10, 5) == cv::Vec3b(50, 100, 150));
  CHECK(frame.at<cv::Vec3b>(29, 39) == cv::Vec3b(50, 100, 150));
  CHECK(frame.at<cv::Vec3b>(30, 5) == cv::Vec3b(114, 114, 114));
  const cv::Mat same = letterboxed(picture, letterbox_of(picture.size(), picture.size(), true));
  CHECK(same.data != picture.data);
  const cv::Mat half = letterboxed(noise(64, 64, 1), letterbox_of({64, 64}, {32, 32}, true));
  cv::Mat expected;
  cv::resize(noise(64, 64, 1), expected, {32, 32}, 0, 0, cv::INTER_LINEAR);
  CHECK(cv::norm(half, expected, cv::NORM_INF) == 0);
}

TEST_CASE("data/letterbox: resizing by the longest side") {
  CHECK(resized_size({640, 480}, 320) == cv::Size(320, 240));
  CHECK(resized_size({375, 500}, 640) == cv::Size(480, 640));
  CHECK(resized_size({333, 500}, 320) == cv::Size(213, 320));  // 213.12, cut
  CHECK(resized_size({1000, 2}, 100) == cv::Size(100, 1));
  const cv::Mat picture = noise(64, 48, 1);
  CHECK(resized(picture, 64, false).data == picture.data);
  cv::Mat area, linear, larger;
  cv::resize(picture, area, {32, 24}, 0, 0, cv::INTER_AREA);
  cv::resize(picture, linear, {32, 24}, 0, 0, cv::INTER_LINEAR);
  cv::resize(picture, larger, {80, 60}, 0, 0, cv::INTER_LINEAR);
  CHECK(cv::norm(resized(picture, 32, false), area, cv::NORM_INF) == 0);
  CHECK(cv::norm(resized(picture, 32, true), linear, cv::NORM_INF) == 0);
  CHECK(cv::norm(resized(picture, 80, false), larger, cv::NORM_INF) == 0);
}
