// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Operations that move, compare or add numbers, element by element against what they mean.
#include "test.hpp"
#include "backend/onednn/maps.hpp"

#include <ctyolo/backend/onednn/movement.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

using namespace ctyolo;
using namespace ctyolo::onednn;
using test::OwnMap;

TEST_CASE("backend/onednn/movement: channels into a joined map and out of it, at any place") {
  for (const int at : {0, 8, 5}) {
    CAPTURE(at);
    OwnMap part(2, 11, 3, 4), joined(2, 30, 3, 4), back(2, 11, 3, 4);
    part.fill(1);
    joined.fill(2);
    const auto before = joined.memory;
    copy_into_channels(part.map, joined.map, at);
    copy_out_of_channels(joined.map, at, back.map);
    CHECK((back.memory == part.memory));
    int changed = 0, wrong = 0;
    OwnMap old(2, 30, 3, 4);
    old.memory = before;
    old.map.data = old.memory.data();
    joined.each([&](int n, int c, int y, int x) {
      const bool inside = c >= at && c < at + 11;
      const float expected = inside ? part.at(n, c - at, y, x) : old.at(n, c, y, x);
      wrong += joined.at(n, c, y, x) != expected;
      changed += inside;
    });
    CHECK(wrong == 0);
    CHECK(changed == 2 * 11 * 12);
  }
}

TEST_CASE("backend/onednn/movement: a map that is joined to its end has no numbers of before, not in its filling either") {
  for (const int block : {8, 16})
    for (const int first : {8, 5, 16}) {
      CAPTURE(block);
      CAPTURE(first);
      OwnMap a(2, first, 3, 4, block), b(2, 19 - first, 3, 4, block), joined(2, 19, 3, 4, block);
      a.fill(1);
      b.fill(2);
      std::ranges::fill(joined.memory, std::numeric_limits<float>::quiet_NaN());
      copy_into_channels(a.map, joined.map, 0);
      copy_into_channels(b.map, joined.map, first);
      CHECK(std::ranges::none_of(joined.memory, [](float v) { return std::isnan(v); }));
      double sum = 0, parts = 0;
      for (const float v : joined.memory) sum += static_cast<double>(v);
      for (const OwnMap* part : {&a, &b}) part->each([&](int n, int c, int y, int x) { parts += static_cast<double>(part->at(n, c, y, x)); });
      CHECK(sum == doctest::Approx(parts));
    }
}

TEST_CASE("backend/onednn/movement: the largest of a window, and where its gradient goes") {
  for (const int window : {5, 13}) {
    for (const bool ties : {false, true}) {
      CAPTURE(window);
      CAPTURE(ties);
      OwnMap in(2, 9, 6, 7), out(2, 9, 6, 7), gradient(2, 9, 6, 7), to(2, 9, 6, 7), expected(2, 9, 6, 7);
      in.fill(3);
      if (ties) in.each([&](int n, int c, int y, int x) { in.at(n, c, y, x) = in.at(n, c, y, x) > 0 ? 1.0f : -1.0f; });
      gradient.fill(4);
      max_pool(in.map, window, out.map);
      max_pool_backward(in.map, window, gradient.map, to.map);
      int wrong = 0;
      in.each([&](int n, int c, int y, int x) {
        int by = -1, bx = -1;
        for (int wy = std::max(0, y - window / 2); wy <= std::min(5, y + window / 2); ++wy)
          for (int wx = std::max(0, x - window / 2); wx <= std::min(6, x + window / 2); ++wx)
            if (by < 0 || in.at(n, c, wy, wx) > in.at(n, c, by, bx)) by = wy, bx = wx;
        wrong += out.at(n, c, y, x) != in.at(n, c, by, bx);
        expected.at(n, c, by, bx) += gradient.at(n, c, y, x);
      });
      CHECK(wrong == 0);
      double worst = 0;
      to.each([&](int n, int c, int y, int x) { worst = std::max(worst, static_cast<double>(std::abs(to.at(n, c, y, x) - expected.at(n, c, y, x)))); });
      CHECK(worst < 1e-5);
    }
  }
}

TEST_CASE("backend/onednn/movement: upsampling and its gradient") {
  OwnMap in(2, 9, 3, 4), out(2, 9, 6, 8), gradient(2, 9, 6, 8), to(2, 9, 3, 4);
  in.fill(5);
  gradient.fill(6);
  upsample(in.map, 2, out.map);
  upsample_backward(gradient.map, 2, to.map);
  int wrong = 0;
  out.each([&](int n, int c, int y, int x) { wrong += out.at(n, c, y, x) != in.at(n, c, y / 2, x / 2); });
  CHECK(wrong == 0);
  to.each([&](int n, int c, int y, int x) {
    const float sum = gradient.at(n, c, 2 * y, 2 * x) + gradient.at(n, c, 2 * y, 2 * x + 1) + gradient.at(n, c, 2 * y + 1, 2 * x) + gradient.at(n, c, 2 * y + 1, 2 * x + 1);
    wrong += std::abs(to.at(n, c, y, x) - sum) > 1e-6f;
  });
  CHECK(wrong == 0);
}

TEST_CASE("backend/onednn/movement: sums, the larger of two and its gradient") {
  OwnMap a(2, 9, 3, 4), b(2, 9, 3, 4), c(2, 9, 3, 4), sum(2, 9, 3, 4), to_a(2, 9, 3, 4), to_b(2, 9, 3, 4);
  a.fill(7);
  b.fill(8);
  c.fill(9);
  b.at(1, 2, 1, 1) = a.at(1, 2, 1, 1);
  const BlockedMap all[] = {a.map, b.map, c.map};
  add_up(all, sum.map);
  int wrong = 0;
  sum.each([&](int n, int k, int y, int x) { wrong += sum.at(n, k, y, x) != a.at(n, k, y, x) + b.at(n, k, y, x) + c.at(n, k, y, x); });
  maximum(a.map, b.map, sum.map);
  maximum_backward(a.map, b.map, c.map, to_a.map, to_b.map);
  sum.each([&](int n, int k, int y, int x) {
    const float p = a.at(n, k, y, x), q = b.at(n, k, y, x), g = c.at(n, k, y, x);
    wrong += sum.at(n, k, y, x) != std::max(p, q);
    wrong += to_a.at(n, k, y, x) != (p > q ? g : p == q ? g / 2 : 0);
    wrong += to_b.at(n, k, y, x) != (q > p ? g : p == q ? g / 2 : 0);
  });
  CHECK(wrong == 0);
}
