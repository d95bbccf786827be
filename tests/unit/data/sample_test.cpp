// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Tests of data/sample.hpp.
#include "fixture.hpp"
#include "golden.hpp"

#include <ctyolo/data/sample.hpp>

#include <algorithm>

using namespace ctyolo;
using namespace ctyolo::test;

TEST_CASE("data/sample: which boxes survive") {
  const Box whole{0, 0, 100, 100};
  CHECK(survives(whole, whole, 1));
  CHECK(survives(whole, {0, 0, 100, 10.1f}, 1));
  CHECK_FALSE(survives(whole, {0, 0, 100, 9.9f}, 1));
  CHECK_FALSE(survives({0, 0, 10, 10}, {0, 0, 2, 10}, 1));
  CHECK(survives({0, 0, 10, 10}, {0, 0, 2.1f, 10}, 1));
  CHECK_FALSE(survives({0, 0, 250, 2.4f}, {0, 0, 250, 2.4f}, 1));  // aspect over 100
  CHECK(survives(whole, {0, 0, 20, 20}, 0.5));                     // 400 of 2500
  CHECK_FALSE(survives(whole, {0, 0, 20, 20}, 2));                 // 400 of 40000
}

TEST_CASE("data/sample: boxes survive as in v7.0's box_candidates") {
  const ::test::Golden golden("policies_candidates");
  const std::vector<float> before = golden.floats("before"), after = golden.floats("after");  // [n,4] x1, y1, x2, y2
  const std::vector<int> recorded = golden.ints("survives");
  REQUIRE(before.size() == 4 * recorded.size());
  std::vector<int> got;
  for (std::size_t i = 0; i < before.size(); i += 4) {
    const auto box = [i](const std::vector<float>& v) { return Box{v[i], v[i + 1], v[i + 2], v[i + 3]}; };
    got.push_back(survives(box(before), box(after), 1));
  }
  CHECK(std::count(got.begin(), got.end(), 1) > 20);
  CHECK(got == recorded);
}

TEST_CASE("data/sample: margins go with what lies in them") {
  Sample s;
  s.bgr = noise(80, 60, 1);
  s.margin_px = {10, 10};
  s.labels = {{0, {15, 15, 25, 25}}, {1, {0, 0, 9, 9}}, {2, {5, 20, 30, 40}}};
  const cv::Mat before = s.bgr.clone();
  crop_margin(s);
  CHECK(s.margin_px == cv::Size(0, 0));
  CHECK(s.bgr.size() == cv::Size(60, 40));
  CHECK(s.bgr.at<cv::Vec3b>(0, 0) == before.at<cv::Vec3b>(10, 10));
  REQUIRE(s.labels.size() == 2);
  CHECK(s.labels[0] == Label{0, {5, 5, 15, 15}});
  CHECK(s.labels[1] == Label{2, {0, 10, 20, 30}});
}

TEST_CASE("data/sample: margins of two widths") {
  Sample s;
  s.bgr = noise(80, 60, 1);
  s.margin_px = {20, 5};
  s.labels = {{0, {30, 15, 45, 25}}};
  const cv::Mat before = s.bgr.clone();
  crop_margin(s);
  CHECK(s.bgr.size() == cv::Size(40, 50));
  CHECK(s.bgr.at<cv::Vec3b>(0, 0) == before.at<cv::Vec3b>(5, 20));
  REQUIRE(s.labels.size() == 1);
  CHECK(s.labels[0] == Label{0, {10, 10, 25, 20}});
}

TEST_CASE("data/sample: rows of a batch") {
  Sample s;
  s.bgr = plain(200, 100);
  s.labels = {{3, {20, 10, 60, 50}}, {1, {-10, -10, 300, 300}}};
  std::vector<Target> targets;
  append_targets(s, 5, targets);
  REQUIRE(targets.size() == 2);
  CHECK(targets[0].image == 5);
  CHECK(targets[0].cls == 3);
  CHECK(targets[0].x == doctest::Approx(0.2));
  CHECK(targets[0].y == doctest::Approx(0.3));
  CHECK(targets[0].w == doctest::Approx(0.2));
  CHECK(targets[0].h == doctest::Approx(0.4));
  CHECK(targets[1].w == doctest::Approx((200 - 1e-3) / 200));
  CHECK(targets[1].x + targets[1].w / 2 < 1);
}
