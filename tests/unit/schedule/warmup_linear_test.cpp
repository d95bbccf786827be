// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Warm-up, then a line.
#include "moments.hpp"

#include <ctyolo/schedule/warmup_linear.hpp>

using namespace ctyolo;

TEST_CASE("schedule/warmup_linear: five epochs, step by step") {
  moments::follows<WarmupLinear>([](int e) { return (1 - e / 5.0) * (1 - 0.1) + 0.1; });
}

TEST_CASE("schedule/warmup_linear: from 1 to lrf") {
  static_assert(WarmupLinear::factor(0, 100, {}) == 1 && WarmupLinear::factor(100, 100, {}) == 0.01);
}
