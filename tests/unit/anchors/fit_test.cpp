// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// How well anchors fit labels: by hand, and the two ways of computing it against each other.
#include "test.hpp"
#include "anchors/sizes.hpp"

#include <ctyolo/anchors/fit.hpp>

using namespace ctyolo;

TEST_CASE("anchors/fit: a label matches an anchor when no side differs by the factor or more") {
  const std::vector<SizePx> anchors = {{10, 10}, {40, 40}};
  const auto fit = [&](SizePx label) { return anchor_fit(std::vector{label}, anchors, 4.0); };
  CHECK(fit({20, 20}).per_target == 2);
  CHECK(fit({10, 39}).per_target == 1);
  CHECK(fit({10, 40}).per_target == 0);  // a factor of 4 exactly, to one; of the other the width
  CHECK(fit({2.5F, 10}).recall == 0);
  CHECK(fit({2.6F, 10}).recall == 1);
  CHECK(fit({0, 10}).recall == 0);
  CHECK(anchor_fit(std::vector<SizePx>{{20, 20}, {500, 1}}, anchors, 4.0).recall == 0.5);
  CHECK(anchor_fit(std::vector<SizePx>{{20, 20}, {500, 1}}, anchors, 4.0).per_target == 1);
  CHECK(anchor_fit(std::vector<SizePx>{{20, 20}}, anchors, 1.9).per_target == 0);
  CHECK(anchor_fit({}, anchors, 4.0).recall == 0);
}

TEST_CASE("anchors/fit: fitness is the mean best overlap, where that is a match") {
  const std::vector<SizePx> anchors = {{10, 20}, {40, 40}};
  const auto fitness = [&](const std::vector<SizePx>& labels) { return AnchorFitness(labels, 4.0)(anchors); };
  CHECK(fitness({{10, 20}}) == doctest::Approx(1));
  CHECK(fitness({{8, 20}}) == doctest::Approx(0.8));
  CHECK(fitness({{20, 30}}) == doctest::Approx(0.5));   // 0.5 with both
  CHECK(fitness({{2, 20}}) == 0);
  CHECK(fitness({{8, 20}, {2, 20}, {0, 0}, {40, 40}, {40, 30}}) == doctest::Approx((0.8 + 0 + 0 + 1 + 0.75) / 5));
  CHECK(fitness({}) == 0);

  // the same in doubles, one by one, over several blocks
  const auto labels = sample::around({{12, 9}, {30, 60}, {90, 30}}, 1001, 0.6);
  double sum = 0;
  for (const SizePx& l : labels) {
    double best = 0;
    for (const SizePx& a : anchors) {
      const double w = double(l.w) / a.w, h = double(l.h) / a.h;
      best = std::max(best, std::min({w, 1 / w, h, 1 / h}));
    }
    if (best > 0.25) sum += best;
  }
  CHECK(fitness(labels) == doctest::Approx(sum / static_cast<double>(labels.size())).epsilon(1e-6));
}
