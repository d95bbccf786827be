// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Evolution of anchors: random changes, of which the good ones stay. Tier: spec (std only).
#pragma once

#include <ctyolo/anchors/fit.hpp>
#include <ctyolo/core/random.hpp>

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace ctyolo::inline v0 {

struct Evolved {
  std::vector<SizePx> anchors_px = {};
  double fitness = 0;  ///< never less than at the start
};

/// Anchors with each side changed, with probability 0.9, by a factor that is normal around 1: clipped to 0.3 .. 3, with
/// a deviation drawn from 0 .. 0.1 that all sides share. No side falls below 2 px. (YOLOv5's constants.)
inline std::vector<SizePx> mutated(std::vector<SizePx> anchors_px, Random& random) {
  constexpr double probability = 0.9, deviation = 0.1, smallest_px = 2;
  const double spread = deviation * random.uniform();
  const auto change = [&](float& side_px) {
    const bool changes = random.chance(probability);
    const double factor = std::clamp(1 + spread * random.normal(), 0.3, 3.0);
    side_px = static_cast<float>(std::max(side_px * (changes ? factor : 1.0), smallest_px));
  };
  for (SizePx& a : anchors_px) change(a.w), change(a.h);
  return anchors_px;
}

/// Mutates the best anchors so far `generations` times; a mutant that is fitter takes their place.
inline Evolved evolve_anchors(std::vector<SizePx> anchors_px, const AnchorFitness& fitness, int generations, std::uint64_t seed) {
  Evolved best{.anchors_px = std::move(anchors_px)};
  best.fitness = fitness(best.anchors_px);
  for (int g = 0; g < generations; ++g) {
    Random random({.seed = seed, .position = static_cast<std::uint64_t>(g), .purpose = Purpose::anchor_evolution});
    std::vector<SizePx> mutant = mutated(best.anchors_px, random);
    const double fit = fitness(mutant);
    if (fit > best.fitness) best = {.anchors_px = std::move(mutant), .fitness = fit};
  }
  return best;
}

}  // namespace ctyolo::inline v0
