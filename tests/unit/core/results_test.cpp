// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// What a validation reports.
#include "golden.hpp"
#include "test.hpp"

#include <ctyolo/core/results.hpp>

#include <cmath>

using namespace ctyolo;

TEST_CASE("core/results: fitness weighs mAP@.5 by 0.1 and mAP@.5:.95 by 0.9, and nothing else") {
  Results r{.precision = 1, .recall = 1, .map50 = 0.5, .map50_95 = 0.25, .loss = {}, .classes = {}, .speed = {}, .folder = {}};
  CHECK(r.fitness() == doctest::Approx(0.1 * 0.5 + 0.9 * 0.25).epsilon(1e-12));
  CHECK(Results{}.fitness() == 0);
  CHECK(Results{}.best_epoch == -1);
}

TEST_CASE("core/results: fitness is that of both oracles") {
  const test::Golden golden("policies_fitness");
  const std::vector<double> rows = golden.doubles("rows");  // [n,4] precision, recall, mAP50, mAP
  const std::vector<double> v7 = golden.doubles("fitness"), seed = golden.doubles("fitness_seed");
  REQUIRE(rows.size() == 4 * v7.size());
  REQUIRE(v7.size() > 10);
  for (std::size_t i = 0; i < v7.size(); ++i) {
    Results r;
    r.precision = rows[4 * i], r.recall = rows[4 * i + 1], r.map50 = rows[4 * i + 2], r.map50_95 = rows[4 * i + 3];
    CHECK(std::abs(r.fitness() - v7[i]) <= 1e-15);
    CHECK(std::abs(r.fitness() - seed[i]) <= 1e-15);
  }
}

TEST_CASE("core/results: the total loss is the sum of its parts") {
  static_assert(LossItems{.box = 1, .obj = 2, .cls = 4}.total() == 7);
}

TEST_CASE("core/results: class maps: the mean where a class had no label") {
  Results r;
  r.map50_95 = 0.4;
  r.classes = {{.cls = 0, .map50_95 = 0.3}, {.cls = 2, .map50_95 = 0.5}, {.cls = 7, .map50_95 = 0.9}};
  CHECK(class_maps(r, 4) == std::vector<double>{0.3, 0.4, 0.5, 0.4});
}
