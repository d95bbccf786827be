// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Box measures: known values, and slopes against finite differences.
#include "test.hpp"

#include <ctyolo/core/random.hpp>
#include <ctyolo/loss/iou.hpp>

#include <cmath>
#include <numbers>

using namespace ctyolo;
using B = CentredBox<double>;

namespace {

/// alpha of CIoU at a point: the slope holds it fixed, so the finite difference must as well.
double alpha_of(const B& p, const B& t) {
  const double angle = std::atan(t.w / t.h) - std::atan(p.w / p.h);
  const double v = 4 / (std::numbers::pi * std::numbers::pi) * angle * angle;
  const double iou = detail::BoxPair<double>(p, t, 1e-7).iou;
  return v / (v - iou + 1 + 1e-7);
}

template <class Measure>
double value(const B& p, const B& t) { return Measure::at(p, t).value; }

double ciou_with(double alpha, const B& p, const B& t) {
  const double angle = std::atan(t.w / t.h) - std::atan(p.w / p.h);
  return DIoU::at(p, t).value - alpha * 4 / (std::numbers::pi * std::numbers::pi) * angle * angle;
}

template <class F>
B finite_difference(F f, B p) {
  B d;
  double* const in[] = {&p.x, &p.y, &p.w, &p.h};
  double* const out[] = {&d.x, &d.y, &d.w, &d.h};
  for (int i = 0; i < 4; ++i) {
    const double at = *in[i], step = 1e-6;
    *in[i] = at + step;
    const double above = f(p);
    *in[i] = at - step;
    const double below = f(p);
    *in[i] = at;
    *out[i] = (above - below) / (2 * step);
  }
  return d;
}

void check_slope(const B& slope, const B& expected) {
  CHECK(slope.x == doctest::Approx(expected.x).epsilon(1e-6));
  CHECK(slope.y == doctest::Approx(expected.y).epsilon(1e-6));
  CHECK(slope.w == doctest::Approx(expected.w).epsilon(1e-6));
  CHECK(slope.h == doctest::Approx(expected.h).epsilon(1e-6));
}

}  // namespace

TEST_CASE("loss/iou: slopes equal finite differences, overlapping, nested and apart") {
  Random r({.seed = 3});
  for (int i = 0; i < 400; ++i) {
    const double spread = i % 2 == 0 ? 1.0 : 6.0;  // the second half lies mostly apart
    const B p{r.uniform(-spread, spread), r.uniform(-spread, spread), r.uniform(0.2, 4), r.uniform(0.2, 4)};
    const B t{r.uniform(-spread, spread), r.uniform(-spread, spread), r.uniform(0.2, 4), r.uniform(0.2, 4)};
    check_slope(GIoU::at(p, t).slope, finite_difference([&](const B& b) { return value<GIoU>(b, t); }, p));
    check_slope(SeedGIoU::at(p, t).slope, finite_difference([&](const B& b) { return value<SeedGIoU>(b, t); }, p));
    check_slope(DIoU::at(p, t).slope, finite_difference([&](const B& b) { return value<DIoU>(b, t); }, p));
    const double alpha = alpha_of(p, t);
    check_slope(CIoU::at(p, t).slope, finite_difference([&](const B& b) { return ciou_with(alpha, b, t); }, p));
    CHECK(CIoU::at(p, t).value == doctest::Approx(ciou_with(alpha, p, t)));
  }
}

TEST_CASE("loss/iou: values by hand") {
  // Squares of side 2, one shifted by 1: intersection 2, union 6, hull 3 x 2, diagonal^2 13.
  const B a{1, 1, 2, 2}, b{2, 1, 2, 2};
  CHECK(GIoU::at(a, b).value == doctest::Approx(2.0 / 6));
  CHECK(DIoU::at(a, b).value == doctest::Approx(2.0 / 6 - 1.0 / 13));
  CHECK(CIoU::at(a, b).value == doctest::Approx(2.0 / 6 - 1.0 / 13));  // same aspect
  // Apart by 1: union 8, hull 5 x 2.
  CHECK(GIoU::at(a, B{4, 1, 2, 2}).value == doctest::Approx(-2.0 / 10));
  // Same centre, 4 x 1 in 2 x 2: intersection 2, union 6.
  const double v = 4 / (std::numbers::pi * std::numbers::pi) * std::pow(std::atan(1.0) - std::atan(4.0), 2);
  CHECK(CIoU::at(B{0, 0, 4, 1}, B{0, 0, 2, 2}).value == doctest::Approx(1.0 / 3 - v * v / (v + 2.0 / 3)));
}

TEST_CASE("loss/iou: a perfect box has value 1 and no slope; boxes without size stay finite") {
  const auto perfect = CIoU::at(B{1, 2, 3, 4}, B{1, 2, 3, 4});
  CHECK(perfect.value == doctest::Approx(1));
  CHECK(std::abs(perfect.slope.x) + std::abs(perfect.slope.y) < 1e-6);
  for (const float size : {0.0f, 1e-30f, 1e-20f}) {
    const CentredBox<float> tiny{0.5f, 0.5f, size, size}, target{0.5f, 0.5f, 2, 3};
    for (const auto& m :
         {CIoU::at(tiny, target), DIoU::at(tiny, target), GIoU::at(tiny, target), SeedGIoU::at(tiny, target)}) {
      CHECK(std::isfinite(m.value));
      CHECK(std::isfinite(m.slope.w));
      CHECK(std::isfinite(m.slope.h));
    }
  }
}
