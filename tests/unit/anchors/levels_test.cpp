// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Anchors dealt out to levels, whichever way those run.
#include "test.hpp"
#include "anchors/sizes.hpp"

#include <ctyolo/anchors/levels.hpp>

#include <algorithm>

using namespace ctyolo;

TEST_CASE("anchors/levels: pixels and stride units, there and back") {
  const HeadSetup head = sample::head();
  const auto px = anchors_px(head);
  REQUIRE(px.size() == 9);
  CHECK(px[0] == SizePx{10, 13});
  CHECK(px[8] == SizePx{373, 326});
  auto shuffled = px;
  std::swap(shuffled[0], shuffled[7]);
  std::swap(shuffled[2], shuffled[4]);
  CHECK(anchors_by_level(shuffled, head) == head.anchors);
}

TEST_CASE("anchors/levels: the smallest go to the smallest stride, also where the levels begin with the largest") {
  HeadSetup head = sample::head();
  const HeadSetup ascending = head;
  std::reverse(head.strides_px.begin(), head.strides_px.end());
  std::reverse(head.anchors.begin(), head.anchors.end());
  const auto dealt = anchors_by_level(anchors_px(ascending), head);
  CHECK(dealt == head.anchors);
  CHECK(dealt[0][2] == AnchorSize{11.65625F, 10.1875F});

  head = {.classes = 1, .strides_px = {16, 8}, .anchors = {{{}, {}, {}}, {{}}}};  // levels of 3 and of 1
  const auto uneven = anchors_by_level({{160, 160}, {8, 16}, {16, 32}, {32, 16}}, head);
  CHECK(uneven[1] == std::vector<AnchorSize>{{1, 2}});
  CHECK(uneven[0] == std::vector<AnchorSize>{{1, 2}, {2, 1}, {10, 10}});
}
