// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The logistic function and its logarithms: precision, extremes.
#include "test.hpp"

#include <ctyolo/loss/logistic.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace ctyolo;

TEST_CASE("loss/logistic: packets of float have float precision everywhere") {
  double worst = 0;
  for (double at = -86; at < 86; at += 0.0137) {
    const auto x = static_cast<float>(at);
    const auto packet = logistic(broadcast<Packet<float>>(x));
    const auto exact = logistic(static_cast<double>(x));
    const auto error = [&](float got, double want) {
      worst = std::max(worst, std::abs(static_cast<double>(got) - want) / want);
    };
    error(packet.p[0], exact.p);
    error(packet.not_p[1], exact.not_p);
    error(packet.minus_log_p[2], exact.minus_log_p);
    error(packet.minus_log_not_p[3], exact.minus_log_not_p);
  }
  CHECK(worst < 5e-7);
}

TEST_CASE("loss/logistic: extremes are finite, NaN stays NaN") {
  for (const float x : {-1e30f, -200.0f, 200.0f, 1e30f}) {
    const auto one = logistic(x);
    const auto four = logistic(broadcast<Packet<float>>(x));
    CHECK(one.p == doctest::Approx(x > 0 ? 1 : 0));
    CHECK(four.p[0] == doctest::Approx(x > 0 ? 1 : 0));
    CHECK(four.minus_log_p[0] == doctest::Approx(x > 0 ? 0 : -x));
    CHECK(one.minus_log_not_p == doctest::Approx(x > 0 ? x : 0));
  }
  const auto nan = logistic(broadcast<Packet<float>>(std::numeric_limits<double>::quiet_NaN()));
  CHECK(std::isnan(nan.p[0]));
  CHECK(std::isnan(nan.minus_log_p[0]));
  CHECK(std::isnan(logistic(std::numeric_limits<float>::quiet_NaN()).minus_log_not_p));
  CHECK(logit(0.5) == doctest::Approx(0));
  CHECK(sigmoid(logit(0.001)) == doctest::Approx(0.001));
  CHECK(std::isinf(logit(0)));
}
