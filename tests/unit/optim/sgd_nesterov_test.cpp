// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Nesterov's momentum, against its formula and torch.optim.
#include "rule.hpp"

#include <ctyolo/optim/sgd_nesterov.hpp>

using namespace ctyolo;

TEST_CASE("optim/sgd_nesterov: five steps equal torch.optim.SGD(nesterov=True)") {
  // torch 1.13, SGD([w], lr=0.05, momentum=0.9, weight_decay=0.01, nesterov=True); see rule.hpp
  rule::equals_torch(SGDNesterov{}, {{0.98955, -1.9696, 0.537525},
                                     {0.9651549275000001, -1.92626888, 0.5720118512500001},
                                     {0.9232277625688751, -1.8713272365640001, 0.5937484923663126},
                                     {0.8605505674737971, -1.8059688175928643, 0.5940048136363083},
                                     {0.7742390213422828, -1.7312726673985828, 0.5649383850279148}});
}

TEST_CASE("optim/sgd_nesterov: rate, momentum and decay may change every step") {
  rule::equals_formula(SGDNesterov{}, [](rule::Plain& p, double g, const StepScalars& s) {
    const double slope = g + s.decay * p.w;
    p.a = s.momentum * p.a + slope;                       // velocity
    p.w -= s.rate * slope + s.rate * s.momentum * p.a;    // looks ahead along it
  });
}

TEST_CASE("optim/sgd_nesterov: zero stays zero") { rule::keeps_zero(SGDNesterov{}); }
