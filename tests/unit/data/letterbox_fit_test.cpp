// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Tests of data/letterbox_fit.hpp.
#include "test.hpp"

#include <ctyolo/data/letterbox_fit.hpp>

using namespace ctyolo;

TEST_CASE("data/letterbox_fit: geometry") {
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

TEST_CASE("data/letterbox_fit: the smallest frame of whole strides; an odd border puts its extra pixel right or below") {
  const Letterbox b = whole_stride_letterbox({640, 425}, 320, 32);  // 212.5 px high, rounded to the even 212
  CHECK(b.gain == 0.5);
  CHECK(b.frame_width_px() == 320);
  CHECK(b.frame_height_px() == 224);
  CHECK(b.top_px == 6);
  CHECK(b.pad_y_px == 6);
  const Letterbox odd = whole_stride_letterbox({640, 426}, 320, 32);
  CHECK(odd.top_px == 5);
  CHECK(odd.bottom_px == 6);
  CHECK(odd.pad_y_px == 5.5);
  CHECK(whole_stride_letterbox({10, 20}, 57, 32).frame_height_px() == 64);
  CHECK(whole_stride_letterbox({1000, 1}, 64, 32).frame_height_px() == 32);
}
