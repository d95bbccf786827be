// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Fit and search of anchors.
#include "../golden_cases/anchors.hpp"
#include "kinds.hpp"

#include <ctyolo/anchors/evolve.hpp>
#include <ctyolo/anchors/fit.hpp>
#include <ctyolo/anchors/kmeans.hpp>

namespace replay {

namespace {

std::vector<SizePx> sizes(const Case& c, const std::string& name) { return test::sizes_of(c.floats(name, {any, 2})); }

std::vector<SizePx> labels(const Case& c) {
  const auto shapes = c.ints("shapes", {any, 2});
  const auto all = sizes(c, "sizes");
  const auto image = c.indices("image", {static_cast<std::int64_t>(all.size())}, static_cast<std::int64_t>(shapes.size() / 2));
  return test::label_sizes(shapes, image, all, c.whole("img_px", 1, 1 << 20)).px;
}

void check(const Case& c, Results& results) {
  const AnchorFit fit = anchor_fit(labels(c), sizes(c, "anchors"), c.number("anchor_t", 4));
  results.add("recall", std::vector{static_cast<float>(fit.recall)}, equal);
  results.add("per_target", std::vector{static_cast<float>(fit.per_target)}, equal);
  results.add("recall_seed", std::vector{static_cast<float>(fit.recall)}, equal);
}

std::vector<float> flat(const std::vector<SizePx>& anchors) {
  std::vector<float> all;
  for (const SizePx& a : anchors) all.insert(all.end(), {a.w, a.h});
  return all;
}

/// Random in both. What can be compared: the measures of the oracle's own anchors, and the means over the seeds.
void search(const Case& c, Results& results) {
  const std::vector<SizePx> px = labels(c);
  const AnchorFitness fitness(px, c.number("anchor_t", 4));
  const int seeds = c.has("distance") ? static_cast<int>(c.sides("distance").at(0)) : c.whole("seeds", 1, 1000, 5);
  std::vector<float> distance, fit, start, evolved;
  for (int seed = 0; seed < seeds; ++seed) {
    const auto found = kmeans_anchors(px, 9, static_cast<std::uint64_t>(seed));
    const Evolved e = evolve_anchors(found, fitness, 1000, static_cast<std::uint64_t>(seed));
    if (seed == 0) start = flat(found), evolved = flat(e.anchors_px);
    distance.push_back(static_cast<float>(test::mean_distance(px, found)));
    fit.insert(fit.end(), {static_cast<float>(fitness(found)), static_cast<float>(e.fitness)});
  }
  results.add_rows("start", 2, start, {Per::nothing, {}});
  results.add_rows("evolved", 2, evolved, {Per::nothing, {}});
  results.add("distance", distance, {Per::mean_above, {0.001}});
  results.add_rows("fitness", 2, fit, {Per::mean_below, {0.002}});
  if (!c.has("start") || !c.has("evolved") || !c.has("distance") || !c.has("fitness")) return;
  const std::vector<SizePx> their_start = sizes(c, "start"), their_evolved = sizes(c, "evolved");
  const auto their_fitness = c.floats("fitness", {seeds, 2}), their_distance = c.floats("distance", {seeds});
  results.add_against("recorded.fitness", std::vector{fitness(their_start), fitness(their_evolved)},
                      {double(their_fitness.at(0)), double(their_fitness.at(1))}, {Per::element, {1e-6}});
  results.add_against("recorded.distance", std::vector{test::mean_distance(px, their_start)}, {double(their_distance.at(0))},
                      {Per::one, {1e-4}});
}

}  // namespace

std::vector<Kind> anchor_kinds() { return {{"anchors_check", check}, {"anchors_search", search}}; }

}  // namespace replay
