// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Boxes.
#include "test.hpp"

#include <ctyolo/core/box.hpp>

using namespace ctyolo;

TEST_CASE("core/box: a target as corners in a picture's pixels") {
  CHECK(ctyolo::label_in({.image = 3, .cls = 2, .x = 0.5f, .y = 0.25f, .w = 0.5f, .h = 0.25f}, 80, 40) ==
        ctyolo::Label{2, {20, 5, 60, 15}});
}

TEST_CASE("core/box: sides and equality") {
  static_assert(Box{1, 2, 4, 8}.width() == 3 && Box{1, 2, 4, 8}.height() == 6);
  static_assert(Label{.cls = 1, .xyxy_px = {0, 0, 1, 1}} == Label{.cls = 1, .xyxy_px = {0, 0, 1, 1}});
  static_assert(!(Label{.cls = 1, .xyxy_px = {}} == Label{.cls = 2, .xyxy_px = {}}));
  static_assert(Target{} == Target{.image = 0, .cls = 0, .x = 0, .y = 0, .w = 0, .h = 0} && Detection{} == Detection{});
}
