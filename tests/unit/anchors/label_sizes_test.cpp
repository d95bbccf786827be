// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Label sizes at the training size.
#include "test.hpp"

#include <ctyolo/anchors/label_sizes.hpp>

using namespace ctyolo;

TEST_CASE("anchors/label_sizes: the longer side of an image becomes the training size") {
  LabelSizes labels;
  const std::vector<Target> two = {{.x = 0.5F, .y = 0.5F, .w = 0.5F, .h = 0.25F}, {.x = 0.5F, .y = 0.5F, .w = 1, .h = 1}};
  labels.add(1280, 720, 640, two);
  labels.add(100, 100, 640, {});
  labels.add(60, 120, 640, two);
  REQUIRE(labels.px.size() == 4);
  CHECK(labels.px[0] == SizePx{320, 90});
  CHECK(labels.px[1] == SizePx{640, 360});
  CHECK(labels.px[2] == SizePx{160, 160});
  CHECK(labels.px[3] == SizePx{320, 640});
  CHECK(labels.image == std::vector<int>{0, 0, 2, 2});
  CHECK(labels.images == 3);
}
