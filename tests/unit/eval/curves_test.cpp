// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#include "golden.hpp"
#include "test.hpp"

#include <ctyolo/eval/curves.hpp>

#include <cmath>
#include <cstddef>
#include <vector>

using namespace ctyolo;

TEST_CASE("eval/curves: one right and one wrong detection of two labels") {
  Evidence seen;
  seen.classes[4] = {.cls = 4, .images = 1, .labels = 2, .matches = {{0.25F, 0}, {0.75F, 1}}};
  seen.classes[5] = {.cls = 5, .images = 0, .labels = 0, .matches = {{0.5F, 0}}};  // no labels, no curves
  seen.classes[6] = {.cls = 6, .images = 1, .labels = 1, .matches = {}};
  const auto curves = class_curves(seen);
  REQUIRE(curves.size() == 2);
  CHECK(curves[0].cls == 4);
  const auto positions = curve_positions();
  REQUIRE(positions.size() == 1000);
  CHECK(positions.back() == 1);
  CHECK(curves[0].precision[100] == doctest::Approx(0.5));
  CHECK(curves[0].recall[100] == doctest::Approx(0.5));
  CHECK(curves[0].f1[100] == doctest::Approx(0.5));
  CHECK(curves[0].precision[900] == 1);
  CHECK(curves[0].recall[900] == 0);
  CHECK(curves[0].precision_at_recall[400] == doctest::Approx(1));
  CHECK(curves[0].precision_at_recall[999] == 0);
  CHECK(curves[1].precision[0] == 0);
  CHECK(curves[1].precision_at_recall[0] == 0);
  CHECK(mean_curve(curves, &ClassCurves::recall)[100] == doctest::Approx(0.25));
  CHECK(mean_curve({}, &ClassCurves::recall).empty());
}

TEST_CASE("eval/curves: a moving mean holds the ends") {
  const auto smooth = smoothed(std::vector<double>{0, 3, 6}, 3);
  REQUIRE(smooth.size() == 3);
  CHECK(smooth[0] == doctest::Approx(1));
  CHECK(smooth[1] == doctest::Approx(3));
  CHECK(smooth[2] == doctest::Approx(5));
  CHECK(smoothed({}, 3).empty());
}

TEST_CASE("eval/curves: are what v7.0 draws") {
  const test::Golden inputs("ap_nc5"), golden("curves");
  const std::vector<int> labels = inputs.ints("labels"), cls = inputs.ints("cls"), correct = inputs.ints("correct");
  const std::vector<float> conf = inputs.floats("conf");
  Evidence seen;
  for (std::size_t c = 0; c < labels.size(); ++c) seen.classes[static_cast<int>(c)] = {static_cast<int>(c), 1, labels[c], {}};
  for (std::size_t i = 0; i < cls.size(); ++i) seen.classes[cls[i]].matches.push_back({conf[i], static_cast<CorrectMask>(correct[i])});
  const auto curves = class_curves(seen);
  REQUIRE(curves.size() == 4);

  const auto check = [](const std::vector<double>& got, const std::vector<double>& recorded, std::size_t row) {
    for (std::size_t i = 0; i < 112; ++i) {
      INFO(row, " ", i, ": ", got[9 * i], ", recorded ", recorded.at(112 * row + i));
      CHECK(std::abs(got[9 * i] - recorded.at(112 * row + i)) <= 1e-12);
    }
  };
  std::size_t drawn = 0;
  for (std::size_t c = 0; c < curves.size(); ++c) {
    check(curves[c].precision, golden.doubles("precision"), c);
    check(curves[c].recall, golden.doubles("recall"), c);
    check(curves[c].f1, golden.doubles("f1"), c);
    if (curves[c].cls != 2) check(curves[c].precision_at_recall, golden.doubles("precision_at_recall"), drawn++);  // not found: not drawn there
  }
  CHECK(drawn == 3);
  check(smoothed(mean_curve(curves, &ClassCurves::f1), 51), golden.doubles("mean_f1"), 0);
}
