// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A network's input made without OpenCV: the same as with it.
#include "fixture.hpp"

#include <ctyolo/data/network_input.hpp>
#include <ctyolo/data/planar_input.hpp>

using namespace ctyolo;
using namespace ctyolo::test;

TEST_CASE("data/planar_input: the bytes and the place of network_input") {
  const std::vector<std::pair<int, int>> sizes{{640, 480}, {333, 500}, {500, 333}, {1, 1}, {10, 700}, {320, 213}, {64, 64}, {128, 128}};
  for (const auto& [w, h] : sizes)
    for (const int img_px : {1, 57, 64, 320}) {
      const cv::Mat bgr = noise(w, h, static_cast<unsigned>(w + h));
      const NetworkInput expected = network_input(bgr, img_px, 32);
      const ImageView view{.pixels = bgr.data, .width_px = w, .height_px = h, .order = PixelOrder::bgr};
      const PlanarInput got = planar_input(view, img_px, 32);
      CAPTURE(w);
      CAPTURE(h);
      CAPTURE(img_px);
      CHECK(got.width_px == expected.width_px);
      CHECK(got.height_px == expected.height_px);
      CHECK((got.planar_rgb == expected.planar_rgb));
      CHECK(got.origin.gain_x == expected.origin.gain_x);
      CHECK(got.origin.gain_y == expected.origin.gain_y);
      CHECK(got.origin.pad_x == expected.origin.pad_x);
      CHECK(got.origin.pad_y == expected.origin.pad_y);
      CHECK(got.origin.width_px == w);
      CHECK(got.origin.height_px == h);
    }
}
