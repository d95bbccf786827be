// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// AdamW, against algorithm 2 of Loshchilov and Hutter 2019 and torch.optim.
#include "rule.hpp"

#include <ctyolo/optim/adamw.hpp>

using namespace ctyolo;

TEST_CASE("optim/adamw: five steps equal torch.optim.AdamW") {
  // torch 1.13, AdamW([w], lr=0.05, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01); see rule.hpp
  rule::equals_torch(AdamW{}, {{0.9495000049999995, -1.9490000016666666, 0.5497499987500001},
                               {0.9007661567581265, -1.8980255033325004, 0.5960841042170686},
                               {0.8524157146915423, -1.8470764922475007, 0.6318149388964316},
                               {0.8039689951249841, -1.7961529556680438, 0.6465579049006227},
                               {0.755205140432218, -1.7452548808568766, 0.638820117517873}});
}

TEST_CASE("optim/adamw: rate, momentum and decay may change every step") {
  const AdamW adamw{.beta2 = 0.98, .eps = 1e-6};
  rule::equals_formula(adamw, [&](rule::Plain& p, double g, const StepScalars& s) {
    const double t = static_cast<double>(s.step), before = p.w;
    p.a = s.momentum * p.a + (1 - s.momentum) * g;
    p.b = adamw.beta2 * p.b + (1 - adamw.beta2) * g * g;
    const double mean = p.a / (1 - std::pow(s.momentum, t)), square = p.b / (1 - std::pow(adamw.beta2, t));
    p.w = before - s.rate * mean / (std::sqrt(square) + adamw.eps) - s.rate * s.decay * before;
  });
}

TEST_CASE("optim/adamw: zero stays zero") { rule::keeps_zero(AdamW{}); }
