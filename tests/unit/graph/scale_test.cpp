// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Scaling without the standard library's rounding, against it (tests/static/graph.cpp has YOLOv5's own values).
#include "test.hpp"

#include <ctyolo/graph/scale.hpp>

#include <algorithm>
#include <cmath>

using namespace ctyolo;

namespace {
constexpr double multiples[] = {0.05, 0.1, 0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.1, 1.25, 1.33, 1.5, 2};
}

TEST_CASE("graph/scale: channels are the next multiple of 8, as ceil says") {
  for (const double width : multiples)
    for (int channels = 1; channels <= 2048; ++channels) {
      CAPTURE(width);
      CAPTURE(channels);
      REQUIRE(scaled_channels(channels, {.width = width}) == 8 * static_cast<int>(std::ceil(channels * width / 8)));
    }
}

TEST_CASE("graph/scale: repeats are rounded as nearbyint does, at least one; one stays one") {
  for (const double depth : multiples)
    for (int repeats = 1; repeats <= 100; ++repeats) {
      CAPTURE(depth);
      CAPTURE(repeats);
      const int rounded = std::max(1, static_cast<int>(std::nearbyint(repeats * depth)));
      REQUIRE(scaled_repeats(repeats, {.depth = depth}) == (repeats == 1 ? 1 : rounded));
    }
}
