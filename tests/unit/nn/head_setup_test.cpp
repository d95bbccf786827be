// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Classes, strides and anchors of a head.
#include "../test.hpp"
#include "../temporary_folder.hpp"

#include <ctyolo/graph.hpp>
#include <ctyolo/nn/head_setup.hpp>

#include <array>

using namespace ctyolo;

namespace {

struct Rows : Graph<Row<From<-1>, 1, Conv<8, 3, 2>>, Row<From<-1>, 1, Conv<8, 3, 2>>, Row<From<-1>, 1, Conv<8, 3, 2>>,
                    Row<From<-1>, 1, Conv<8, 3, 2>>, Row<From<2, 3>, 1, Detect>> {};
struct Small : Net<Small, Rows, Scale{}, Anchors<Level<10, 13, 16, 30>, Level<30, 61, 62, 45>>, GenerationV6, 3> {};

HeadSetup small_head() { return {.classes = 3, .strides_px = {8, 16}, .anchors = Small::anchors()}; }

}  // namespace

TEST_CASE("nn/head_setup: anchors are given in pixels and kept in strides") {
  const HeadSetup head = small_head();
  CHECK(head.classes == 3);
  static_assert(Small::strides() == std::array{8, 16});
  CHECK((head.strides_px == std::vector{8, 16}));
  CHECK((head.anchors == std::vector<std::vector<AnchorSize>>{{{1.25f, 1.625f}, {2, 3.75f}}, {{1.875f, 3.8125f}, {3.875f, 2.8125f}}}));
}

TEST_CASE("nn/head_setup: the number of classes is the type's, or any of a dynamic type") {
  CHECK(checked_classes(3, 3, "Net") == 3);
  CHECK(checked_classes(3, -1, "Net") == 3);
  CHECK(test::error_of([] { checked_classes(0, -1, "Mine::Classes<Dynamic>"); }) == "a net of type Mine::Classes<Dynamic> needs its number of classes, got 0");
  CHECK(test::error_of([] { checked_classes(4, 3, "Net"); }) ==
        "the net has 3 classes by its type, but 4 are asked for; use Classes<4> or Classes<Dynamic>");
}

TEST_CASE("nn/head_setup: new anchors must be as many on each level, and have sizes") {
  HeadSetup head = small_head();
  const std::vector<std::vector<AnchorSize>> other{{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}};
  CHECK(takes_anchors(head, other));
  set_anchors(head, other, "Net");
  CHECK(head.anchors == other);
  for (const std::vector<std::vector<AnchorSize>>& wrong :
       {std::vector<std::vector<AnchorSize>>{}, {{{1, 2}, {3, 4}}}, {{{1, 2}, {3, 4}}, {{5, 6}}}, {{{1, 2}, {3, 4}}, {{5, 6}, {0, 8}}}}) {
    CHECK_FALSE(takes_anchors(head, wrong));
    CHECK(test::error_of([&] { set_anchors(head, wrong, "Net"); }) ==
          "a net of type Net does not take these anchors: each of its 2 levels needs as many sizes above 0 as it has");
  }
  CHECK(head.anchors == other);
}
