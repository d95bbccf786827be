// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Evolution: never worse, usually better, within its limits.
#include "test.hpp"
#include "anchors/sizes.hpp"

#include <ctyolo/anchors/evolve.hpp>

using namespace ctyolo;

TEST_CASE("anchors/evolve: a mutant changes most sides a little, and none below 2 px") {
  const std::vector<SizePx> before(50, {100, 2.05F});
  int changed = 0;
  double largest = 0;
  for (std::uint64_t i = 0; i < 20; ++i) {
    Random random({.seed = 3, .position = i});
    for (const SizePx& s : mutated(before, random)) {
      changed += s.w != 100;
      largest = std::max(largest, std::abs(s.w / 100.0 - 1));
      CHECK(s.h >= 2);
    }
  }
  CHECK(changed > 840);
  CHECK(changed < 950);  // of 1000
  CHECK(largest > 0.1);
  CHECK(largest < 0.5);
}

TEST_CASE("anchors/evolve: fitness never falls, and rises from a bad start") {
  const auto labels = sample::around({{12, 9}, {30, 60}, {90, 30}, {200, 260}}, 60, 0.3);
  const AnchorFitness fitness(labels, 4.0);
  const std::vector<SizePx> start = {{10, 10}, {100, 100}, {60, 60}};
  double last = fitness(start);
  for (const int generations : {0, 1, 10, 100, 400}) {
    const Evolved e = evolve_anchors(start, fitness, generations, 0);
    CHECK(e.fitness >= last);
    CHECK(e.fitness == fitness(e.anchors_px));
    last = e.fitness;
  }
  CHECK(last > fitness(start) + 0.02);
  CHECK(evolve_anchors(start, fitness, 0, 0).anchors_px == start);
  CHECK(evolve_anchors(start, fitness, 50, 1).anchors_px == evolve_anchors(start, fitness, 50, 1).anchors_px);
  CHECK(evolve_anchors(start, fitness, 50, 1).anchors_px != evolve_anchors(start, fitness, 50, 2).anchors_px);
}
