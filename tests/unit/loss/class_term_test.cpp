// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Cross entropy and focal terms.
#include "test.hpp"

#include <ctyolo/loss/class_term.hpp>

#include <cmath>

using namespace ctyolo;

namespace {

double plain_bce(double x, double t, double w) {
  const double p = 1 / (1 + std::exp(-x));
  return -(w * t * std::log(p) + (1 - t) * std::log(1 - p));
}
double plain_focal(double x, double t, double w, double gamma) {
  const double p = 1 / (1 + std::exp(-x));
  return plain_bce(x, t, w) * (t * .25 + (1 - t) * .75) * std::pow(1 - (t * p + (1 - t) * (1 - p)), gamma);
}

}  // namespace

TEST_CASE("loss/class_term: values by the formula, slopes by finite differences") {
  for (const double gamma : {0.0, 0.5, 1.5, 2.0}) {
    for (const double weight : {1.0, 1.7}) {
      const TermSettings s{weight, gamma};
      for (double x = -9; x < 9; x += 0.7) {
        for (const double t : {0.0, 0.05, 0.4, 0.95, 1.0}) {
          CAPTURE(gamma);
          CAPTURE(weight);
          CAPTURE(x);
          CAPTURE(t);
          const double h = 1e-5;
          const auto bce = BCE::at(x, t, s);
          CHECK(bce.value == doctest::Approx(plain_bce(x, t, weight)));
          CHECK(bce.slope ==
                doctest::Approx((plain_bce(x + h, t, weight) - plain_bce(x - h, t, weight)) / (2 * h)).epsilon(1e-6));
          const auto focal = Focal::at(x, t, s);
          if (gamma == 0) {
            CHECK(focal.value == bce.value);
            continue;
          }
          CHECK(focal.value == doctest::Approx(plain_focal(x, t, weight, gamma)));
          CHECK(focal.slope ==
                doctest::Approx((plain_focal(x + h, t, weight, gamma) - plain_focal(x - h, t, weight, gamma)) / (2 * h))
                    .epsilon(1e-6));
          const auto packet = Focal::at(broadcast<Packet<float>>(x), broadcast<Packet<float>>(t), s);
          CHECK(packet.value[3] == doctest::Approx(focal.value).epsilon(1e-5));
          CHECK(packet.slope[0] == doctest::Approx(focal.slope).epsilon(1e-4));
        }
      }
    }
  }
  for (const float x : {-300.0f, 300.0f}) {
    for (const float t : {0.0f, 1.0f}) {
      CHECK(std::isfinite(Focal::at(x, t, {1, 0.5}).slope));
      CHECK(std::isfinite(Focal::at(broadcast<Packet<float>>(x), broadcast<Packet<float>>(t), {1, 0.5}).slope[0]));
    }
  }
}

TEST_CASE("loss/class_term: BCE says no to a focal gamma") {
  Hyp hyp;
  hyp.fl_gamma = 1.5;
  CHECK_THROWS_AS(BCE::check(hyp), Error);
  CHECK_NOTHROW(Focal::check(hyp));
  CHECK(smoothed_targets(0.1).positive == doctest::Approx(0.95));
  CHECK(smoothed_targets(0.1).negative == doctest::Approx(0.05));
}
