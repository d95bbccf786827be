// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Assignment of targets to cells: small cases by hand.
#include "test.hpp"

#include <ctyolo/loss/assign.hpp>

#include <vector>

using namespace ctyolo;

namespace {

struct Cell {
  int anchor, y, x, cls;
  bool operator==(const Cell&) const = default;
};

std::vector<Cell> cells(const std::vector<Assignment>& all) {
  std::vector<Cell> out;
  for (const Assignment& a : all) out.push_back({a.anchor, a.y, a.x, a.cls});
  return out;
}

/// Target centred at (x, y) in cells of an 8 x 8 map, class `cls`, side 2 cells.
Target at(int cls, float x, float y, float w = 2, float h = 2) { return {0, cls, x / 8, y / 8, w / 8, h / 8}; }

const std::vector<AnchorSize> one{{2, 2}};

}  // namespace

TEST_CASE("loss/assign: the cell and its two nearest neighbours") {
  CHECK(cells(assign(std::vector{at(0, 3.25f, 4.25f)}, one, 8, 8, 4)) ==
        std::vector<Cell>{{0, 4, 3, 0}, {0, 4, 2, 0}, {0, 3, 3, 0}});
  CHECK(cells(assign(std::vector{at(0, 3.75f, 4.75f)}, one, 8, 8, 4)) ==
        std::vector<Cell>{{0, 4, 3, 0}, {0, 4, 4, 0}, {0, 5, 3, 0}});
  CHECK(cells(assign(std::vector{at(0, 3.25f, 4.75f)}, one, 8, 8, 4)) ==
        std::vector<Cell>{{0, 4, 3, 0}, {0, 4, 2, 0}, {0, 5, 3, 0}});
  CHECK(cells(assign(std::vector{at(0, 3.5f, 4.5f)}, one, 8, 8, 4)) ==
        std::vector<Cell>{{0, 4, 3, 0}});  // in the middle: none
}

TEST_CASE("loss/assign: no neighbours beyond the border") {
  CHECK(cells(assign(std::vector{at(0, 0.25f, 0.25f)}, one, 8, 8, 4)) == std::vector<Cell>{{0, 0, 0, 0}});
  CHECK(cells(assign(std::vector{at(0, 7.75f, 7.75f)}, one, 8, 8, 4)) == std::vector<Cell>{{0, 7, 7, 0}});
  CHECK(cells(assign(std::vector{at(0, 7.25f, 7.75f)}, one, 8, 8, 4)) == std::vector<Cell>{{0, 7, 7, 0}, {0, 7, 6, 0}});
}

TEST_CASE("loss/assign: boxes are relative to their cell, in cells") {
  const auto all = assign(std::vector{at(5, 3.25f, 4.25f, 3, 1.5f)}, one, 8, 8, 4);
  REQUIRE(all.size() == 3);
  CHECK(all[0].box_grid == CentredBox<float>{0.25f, 0.25f, 3, 1.5f});
  CHECK(all[1].box_grid == CentredBox<float>{1.25f, 0.25f, 3, 1.5f});
  CHECK(all[2].box_grid == CentredBox<float>{0.25f, 1.25f, 3, 1.5f});
  CHECK(all[0].anchor_grid == AnchorSize{2, 2});
  CHECK(all[2].cls == 5);
}

TEST_CASE("loss/assign: order is originals by anchor and target, then left, above, right, below") {
  const std::vector<AnchorSize> two{{2, 2}, {3, 3}};
  const std::vector<Target> targets{at(0, 3.25f, 4.25f), at(1, 5.75f, 5.75f), at(2, 2.25f, 2.75f)};
  CHECK(cells(assign(targets, two, 8, 8, 4)) == std::vector<Cell>{
    {0, 4, 3, 0}, {0, 5, 5, 1}, {0, 2, 2, 2}, {1, 4, 3, 0}, {1, 5, 5, 1}, {1, 2, 2, 2},  // originals
    {0, 4, 2, 0}, {0, 2, 1, 2}, {1, 4, 2, 0}, {1, 2, 1, 2},                              // left
    {0, 3, 3, 0}, {1, 3, 3, 0},                                                          // above
    {0, 5, 6, 1}, {1, 5, 6, 1},                                                          // right
    {0, 6, 5, 1}, {0, 3, 2, 2}, {1, 6, 5, 1}, {1, 3, 2, 2}});                            // below
}

TEST_CASE("loss/assign: an anchor fits within a factor of anchor_t, exclusively, both ways") {
  const std::vector<AnchorSize> anchors{{0.5f, 2}, {0.625f, 2}, {8, 2}, {7, 2}, {2, 8}};
  const auto all = assign(std::vector{at(0, 3.5f, 3.5f)}, anchors, 8, 8, 4);  // exactly 4, 3.2, exactly 1/4, 1/3.5, 1/4
  CHECK(cells(all) == std::vector<Cell>{{1, 3, 3, 0}, {3, 3, 3, 0}});
  CHECK(assign(std::vector{at(0, 3.5f, 3.5f)}, anchors, 8, 8, 3).empty());
  CHECK(assign(std::vector{at(0, 3.5f, 3.5f, 0, 0)}, anchors, 8, 8, 4).empty());  // no size: no anchor
}

TEST_CASE("loss/assign: a centre on the far border goes to the last cell in v7, and nowhere in the seed") {
  const std::vector<Target> border{at(0, 8, 3.5f)};
  const auto v7 = assign(border, one, 8, 8, 4);
  REQUIRE(cells(v7) == std::vector<Cell>{{0, 3, 7, 0}, {0, 3, 7, 0}});  // itself, moved inside, and its left neighbour
  CHECK(v7[0].box_grid.x == 1.0f);                                     // relative to the cell after the move
  CHECK(cells(assign(border, one, 8, 8, 4, CellRule::seed)) == std::vector<Cell>{{0, 3, 7, 0}});
}

TEST_CASE("loss/assign: both rules agree inside; maps need not be square") {
  const std::vector<Target> targets{{1, 0, 0.3f, 0.4f, 0.2f, 0.2f}, {0, 1, 0.81f, 0.77f, 0.3f, 0.15f}};
  const std::vector<AnchorSize> anchors{{2, 2}, {4, 1}};
  CHECK(assign(targets, anchors, 12, 6, 4) == assign(targets, anchors, 12, 6, 4, CellRule::seed));
  for (const Assignment& a : assign(targets, anchors, 12, 6, 4)) {
    CHECK(a.x < 12);
    CHECK(a.y < 6);
    CHECK(a.image == 1 - a.cls);
  }
}
