// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// One picture fitted for detection.
#include "test.hpp"

#include <ctyolo/core/error.hpp>
#include <ctyolo/data/letterbox.hpp>
#include <ctyolo/data/network_input.hpp>

using namespace ctyolo;

TEST_CASE("data/network_input: the smallest frame of whole strides, and where the picture lies in it") {
  cv::Mat picture(480, 640, CV_8UC3, cv::Scalar(10, 20, 30));  // B, G, R
  const NetworkInput in = network_input(picture, 320, 32);
  CHECK(in.width_px == 320);
  CHECK(in.height_px == 256);  // 240 and 8 on each side
  CHECK(in.origin.gain_x == 0.5);
  CHECK(in.origin.pad_x == 0);
  CHECK(in.origin.pad_y == 8);
  CHECK(in.origin.width_px == 640);
  REQUIRE(in.planar_rgb.size() == 3u * 320 * 256);
  const auto at = [&](int channel, int y, int x) { return int{in.planar_rgb[static_cast<std::size_t>((channel * 256 + y) * 320 + x)]}; };
  CHECK(at(0, 128, 160) == 30);  // R first
  CHECK(at(2, 128, 160) == 10);
  CHECK(at(0, 7, 0) == border_grey);
  CHECK(at(0, 8, 0) == 30);
  CHECK(at(0, 248, 0) == border_grey);
}

TEST_CASE("data/network_input: small pictures are enlarged; a file that is none is named") {
  const NetworkInput in = network_input(cv::Mat(20, 10, CV_8UC3, cv::Scalar::all(0)), 64, 32);
  CHECK(in.height_px == 64);
  CHECK(in.width_px == 32);
  CHECK(in.origin.gain_y == 3.2);
  CHECK(network_input(cv::Mat(20, 10, CV_8UC3, cv::Scalar::all(0)), 57, 32).origin.gain_y == 3.2);  // 57 counts as 64
  try {
    network_input("/nowhere/a.jpg", 64, 32);
    FAIL("no error");
  } catch (const Error& e) {
    CHECK(std::string(e.what()).find("/nowhere/a.jpg") != std::string::npos);
  }
}
