// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Tests of data/letterbox.hpp.
#include "fixture.hpp"

#include <ctyolo/data/letterbox.hpp>

using namespace ctyolo;
using namespace ctyolo::test;

TEST_CASE("data/letterbox: pixels") {
  const cv::Mat picture = plain(40, 20);
  const cv::Mat frame = letterboxed(picture, letterbox_of(picture.size(), {40, 40}, true));
  CHECK(frame.size() == cv::Size(40, 40));
  CHECK(frame.at<cv::Vec3b>(9, 5) == cv::Vec3b(114, 114, 114));
  CHECK(frame.at<cv::Vec3b>(10, 5) == cv::Vec3b(50, 100, 150));
  CHECK(frame.at<cv::Vec3b>(29, 39) == cv::Vec3b(50, 100, 150));
  CHECK(frame.at<cv::Vec3b>(30, 5) == cv::Vec3b(114, 114, 114));
  CHECK(letterbox_of(picture.size(), {30, 50}, false).gain == letterbox_of({40, 20}, {30, 50}, false).gain);  // two kinds of sizes
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
