// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// What a validation reports.
#include "test.hpp"

#include <ctyolo/core/results.hpp>

using namespace ctyolo;

TEST_CASE("core/results: fitness weighs mAP@.5 by 0.1 and mAP@.5:.95 by 0.9, and nothing else") {
  Results r{.precision = 1, .recall = 1, .map50 = 0.5, .map50_95 = 0.25, .loss = {}, .classes = {}, .speed = {}, .folder = {}};
  CHECK(r.fitness() == doctest::Approx(0.1 * 0.5 + 0.9 * 0.25).epsilon(1e-12));
  CHECK(Results{}.fitness() == 0);
  CHECK(Results{}.best_epoch == -1);
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
