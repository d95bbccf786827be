// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Warm-up, then half a cosine.
#include "moments.hpp"

#include <ctyolo/schedule/warmup_cosine.hpp>

#include <cmath>
#include <numbers>

using namespace ctyolo;

TEST_CASE("schedule/warmup_cosine: five epochs, step by step") {
  // the seed writes ((1 + cos(pi e / epochs)) / 2) * (1 - lrf) + lrf
  moments::follows<WarmupCosine>([](int e) { return (1 + std::cos(e * std::numbers::pi / 5)) / 2 * 0.9 + 0.1; });
}

TEST_CASE("schedule/warmup_cosine: from 1 to lrf") {
  constexpr Hyp hyp{.lrf = 0.2};
  CHECK(WarmupCosine::factor(0, 300, hyp) == 1);
  CHECK(WarmupCosine::factor(150, 300, hyp) == doctest::Approx(0.6));
  CHECK(WarmupCosine::factor(300, 300, hyp) == doctest::Approx(0.2));
}
