// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Tests of data/image_source.hpp.
#include "fixture.hpp"

#include <ctyolo/data/image_source.hpp>

using namespace ctyolo;
using namespace ctyolo::test;

TEST_CASE("data/image_source: picture, boxes and origin, then fitted") {
  const TemporaryFolder f;
  f.image("images/a.png", plain(160, 120));
  f.write("labels/a.txt", "2 .5 .5 .25 .5\n");
  const Dataset d({f / "images"}, {.classes = 3});
  const ImageSource source(d, 80, false, nullptr);
  Sample s = source.load(0);
  CHECK(s.bgr.size() == cv::Size(80, 60));
  CHECK(s.labels.at(0) == Label{2, {30, 15, 50, 45}});
  CHECK(s.origin.width_px == 160);
  CHECK(s.origin.gain_x == 0.5);
  CHECK_FALSE(s.fitted);
  fit_sample(s, 96, 96, false);
  CHECK(s.fitted);
  CHECK(s.bgr.size() == cv::Size(96, 96));
  CHECK(s.labels.at(0) == Label{2, {38, 33, 58, 63}});
  CHECK(s.origin.gain_x == 0.5);
  CHECK(s.origin.pad_x == 8);
  CHECK(s.origin.pad_y == 18);
  fit_sample(s, 32, 32, false);
  CHECK(s.bgr.size() == cv::Size(96, 96));
  Sample up = source.load(0);
  fit_sample(up, 96, 96, true);
  CHECK(up.origin.gain_x == doctest::Approx(0.6));
  CHECK(up.labels.at(0).xyxy_px.width() == doctest::Approx(24));
}
