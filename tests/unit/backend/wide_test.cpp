// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Vector activations against their formulas in double, and their slopes against finite differences.
#include "test.hpp"

#include <ctyolo/backend/onednn/vectorised.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace ctyolo;

namespace {

/// x[i] -> y[i], or the slope, for i below `count`, a multiple of the block.
template <ActivationKind Kind>
struct Each {
  const float* x;
  float* y;
  std::size_t count;
  bool slopes;

  template <int B>
  CTYOLO_BODY void run() const {
    for (std::size_t i = 0; i < count; i += B) {
      if (slopes) wide::slope_of<Kind, B>(wide::at<B>(x + i), 0.1f, wide::at<B>(y + i));
      else wide::activate<Kind, B>(wide::at<B>(x + i), 0.1f, wide::at<B>(y + i));
    }
  }
};

double value(ActivationKind kind, double x) {
  switch (kind) {
    case ActivationKind::identity: return x;
    case ActivationKind::silu: return x / (1 + std::exp(-x));
    case ActivationKind::leaky_relu: return x > 0 ? x : 0.1 * x;
    case ActivationKind::hardswish: return x * std::clamp(x + 3, 0.0, 6.0) / 6;
    case ActivationKind::mish: return x * std::tanh(std::log1p(std::exp(x)));
  }
  return 0;
}

template <ActivationKind Kind>
void check() {
  std::vector<float> x;
  for (int i = 0; i < 1600; ++i) x.push_back(static_cast<float>(i - 800) * 0.0513f + 0.0101f);  // -41 to 41, beside every kink
  for (int i = 0; i < 16; ++i) x.push_back(i % 2 == 0 ? -300.0f : 85.0f);
  for (const int block : {8, 16}) {
    std::vector<float> y(x.size()), d(x.size());
    onednn::detail::vectorised(block, Each<Kind>{x.data(), y.data(), x.size(), false});
    onednn::detail::vectorised(block, Each<Kind>{x.data(), d.data(), x.size(), true});
    double worst = 0, worst_slope = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
      const double v = static_cast<double>(x[i]), h = 1e-6;
      const double slope = (value(Kind, v + h) - value(Kind, v - h)) / (2 * h);
      worst = std::max(worst, std::abs(static_cast<double>(y[i]) - value(Kind, v)) / std::max(1.0, std::abs(v)));
      worst_slope = std::max(worst_slope, std::abs(static_cast<double>(d[i]) - slope));
    }
    CAPTURE(block);
    CHECK(worst < 4e-7);
    CHECK(worst_slope < 2e-6);
  }
}

}  // namespace

TEST_CASE("backend/wide: identity") { check<ActivationKind::identity>(); }
TEST_CASE("backend/wide: SiLU") { check<ActivationKind::silu>(); }
TEST_CASE("backend/wide: LeakyReLU") { check<ActivationKind::leaky_relu>(); }
TEST_CASE("backend/wide: Hardswish") { check<ActivationKind::hardswish>(); }
TEST_CASE("backend/wide: Mish") { check<ActivationKind::mish>(); }
