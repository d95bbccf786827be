// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Boxes out of logits, by hand.
#include "test.hpp"

#include <ctyolo/eval/decode.hpp>

using namespace ctyolo;

TEST_CASE("eval/decode: logits 0 are the anchor at the cell's centre") {
  const float zero[4] = {0, 0, 0, 0};
  const Box b = decode_box(zero, 1, 2, 5, {1.25f, 2.5f}, 8);  // centre (5.5, 2.5) * 8, size 10 x 20
  CHECK(b.x1 == doctest::Approx(44 - 5));
  CHECK(b.x2 == doctest::Approx(44 + 5));
  CHECK(b.y1 == doctest::Approx(20 - 10));
  CHECK(b.y2 == doctest::Approx(20 + 10));
}

TEST_CASE("eval/decode: centres reach half a cell beyond, sizes four times the anchor; strides are followed") {
  const float logits[8] = {50, 0, -50, 0, 50, 0, 0, 0};  // x, y, w, h two apart
  const Box b = decode_box(logits, 2, 0, 0, {1, 1}, 16);
  CHECK((b.x1 + b.x2) / 2 == doctest::Approx(1.5 * 16));
  CHECK((b.y1 + b.y2) / 2 == doctest::Approx(-0.5 * 16));
  CHECK(b.width() == doctest::Approx(4 * 16));
  CHECK(b.height() == doctest::Approx(16));
}
