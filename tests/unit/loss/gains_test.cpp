// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Gains and level weights of both generations.
#include "test.hpp"

#include <ctyolo/loss/gains.hpp>

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
