// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Gains and level weights of both generations.
#include "golden.hpp"
#include "test.hpp"

#include <ctyolo/accumulation/nominal.hpp>
#include <ctyolo/loss/gains.hpp>

#include <cmath>

using namespace ctyolo;

TEST_CASE("loss/gains: scaled to levels, classes and image in v7, to classes in the seed") {
  const Hyp hyp;
  CHECK(gains(hyp, 3, 80, 640) == LossGains{0.05, 1.0, 0.5});
  const LossGains g = gains(hyp, 4, 20, 320);
  CHECK(g.box == doctest::Approx(0.05 * 0.75));
  CHECK(g.obj == doctest::Approx(0.25 * 0.75));
  CHECK(g.cls == doctest::Approx(0.5 * 0.25 * 0.75));
  CHECK(GainsV1::at(hyp, 4, 20, 320) == LossGains{0.05, 1.0, 0.125});
  CHECK(FineLevelsFirst::at(2, 3) == 0.4);
  CHECK(FineLevelsFirst::at(2, 4) == 0.25);
  CHECK(FineLevelsFirst::at(4, 5) == 0.02);
  CHECK(FineLevelsFirst::at(0, 1) == 4.0);
}

TEST_CASE("loss/gains: gains and weight decay are scaled as both oracles' train.py does") {
  const test::Golden golden("policies_scaling");
  const std::vector<int> cases = golden.ints("cases");  // [n,4] levels, classes, image px, batch
  const std::vector<double> v7 = golden.doubles("v7"), seed = golden.doubles("seed");  // [n,4] box, obj, cls, weight decay
  REQUIRE(cases.size() == v7.size());
  REQUIRE(cases.size() == seed.size());
  REQUIRE(cases.size() >= 4);
  const Hyp hyp{.weight_decay = 0.0005, .box = 0.05, .cls = 0.5, .obj = 1.0};
  for (std::size_t i = 0; i < cases.size(); i += 4) {
    CAPTURE(i);
    const auto check = [&](const LossGains& g, const std::vector<double>& recorded) {
      const double decay = hyp.weight_decay * Nominal<64>::decay_factor(cases[i + 3], hyp);
      const double got[] = {g.box, g.obj, g.cls, decay};
      for (std::size_t k = 0; k < 4; ++k) CHECK(std::abs(got[k] - recorded[i + k]) <= 1e-14 * recorded[i + k]);
    };
    check(GainsV7::at(hyp, cases[i], cases[i + 1], cases[i + 2]), v7);
    check(GainsV1::at(hyp, cases[i], cases[i + 1], cases[i + 2]), seed);
  }
}
