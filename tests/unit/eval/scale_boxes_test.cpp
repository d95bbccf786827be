// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// From the network input back to the picture.
#include "test.hpp"

#include <ctyolo/eval/scale_boxes.hpp>

using namespace ctyolo;

TEST_CASE("eval/scale_boxes: pads go, gains are undone, borders clip") {
  // 1280 x 720 into 640 x 384: gain 0.5, 12 px above and below.
  const ImageOrigin origin{.width_px = 1280, .height_px = 720, .gain_x = 0.5, .gain_y = 0.5, .pad_x = 0, .pad_y = 12};
  CHECK(to_native({10, 22, 110, 122}, origin) == Box{20, 20, 220, 220});
  CHECK(to_native({-5, 0, 700, 384}, origin) == Box{0, 0, 1280, 720});

  std::vector<Detection> d{{{10, 22, 110, 122}, 0.5f, 3}};
  scale_boxes(d, origin);
  CHECK(d[0] == Detection{{20, 20, 220, 220}, 0.5f, 3});
}

TEST_CASE("eval/scale_boxes: clipped to a frame, nothing else") {
  std::vector<Detection> d{{{-3, 4, 300, 90}, 0.5f, 3}, {{-9, 120, -2, 130}, 0.4f, 1}};
  clip_boxes(d, 224, 96);
  CHECK(d[0] == Detection{{0, 4, 224, 90}, 0.5f, 3});
  CHECK(d[1] == Detection{{0, 96, 0, 96}, 0.4f, 1});
}

TEST_CASE("eval/scale_boxes: the axes have their own gains and pads") {
  const ImageOrigin origin{.width_px = 100, .height_px = 50, .gain_x = 2, .gain_y = 4, .pad_x = 6, .pad_y = 8};
  CHECK(to_native({26, 48, 46, 88}, origin) == Box{10, 10, 20, 20});
}
