// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Cut-outs as YOLOv5 v7.0 makes them, and the folders they lie in.
#include "test.hpp"

#include <ctyolo/hooks/crop.hpp>

#include <limits>

using namespace ctyolo;

TEST_CASE("hooks/crop: the areas that v7.0 cuts out of 200 x 100 px") {
  // Of each box the size of v7.0's save_one_box and its first pixel.
  struct Case {
    Box box;
    cv::Rect area;
  };
  for (const Case& c : {Case{{50, 40, 90, 60}, {44, 34, 51, 31}}, Case{{3, 2, 30, 20}, {0, 0, 35, 25}},
                        Case{{180.6F, 80.2F, 250, 99}, {174, 75, 26, 25}},
                        Case{{10.5F, 20.25F, 33.75F, 41.125F}, {5, 15, 33, 31}},
                        Case{{0, 0, 200, 100}, {0, 0, 200, 100}}, Case{{120, 30, 121, 90}, {114, 24, 12, 71}}})
    CHECK_MESSAGE(crop_area(c.box, {200, 100}) == c.area, c.box.x1);
}

TEST_CASE("hooks/crop: a box outside of the picture and one that is no numbers are empty") {
  constexpr float none = std::numeric_limits<float>::quiet_NaN(), far = std::numeric_limits<float>::infinity();
  for (const Box& box :
       {Box{300, 10, 320, 20}, Box{10, -90, 20, -50}, Box{none, 0, 10, 10}, Box{0, 0, far, 10}, Box{0, 0, 10, none}})
    CHECK(crop_area(box, {200, 100}).empty());
}

TEST_CASE("hooks/crop: a folder by the name of a class") {
  CHECK(folder_name("traffic light", 9) == "traffic light");
  CHECK(folder_name("\xE8\xA1\x80", 0) == "\xE8\xA1\x80");
  CHECK(folder_name("../cup\n", 3) == ".._cup_");
  for (const char* no_name : {"", ".", ".."}) CHECK(folder_name(no_name, 7) == "7");
  CHECK(folder_name(std::string(256, 'a'), 7) == "7");
}
