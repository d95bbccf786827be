// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Heavy-ball momentum, against its formula and torch.optim.
#include "rule.hpp"

#include <ctyolo/optim/sgd.hpp>

using namespace ctyolo;

TEST_CASE("optim/sgd: five steps equal torch.optim.SGD") {
  // torch 1.13, SGD([w], lr=0.05, momentum=0.9, weight_decay=0.01); see rule.hpp
  rule::equals_torch(SGD{}, {{0.9945, -1.984, 0.51975},
                             {0.97905275, -1.953608, 0.547265125},
                             {0.949660698625, -1.910278396, 0.5717551049375},
                             {0.9027330220381875, -1.855326613202, 0.5835102093287813},
                             {0.8350467465990371, -1.789942345377199, 0.57379804817627}});
}

TEST_CASE("optim/sgd: rate, momentum and decay may change every step") {
  rule::equals_formula(SGD{}, [](rule::Plain& p, double g, const StepScalars& s) {
    p.a = s.momentum * p.a + g + s.decay * p.w;
    p.w -= s.rate * p.a;
  });
}

TEST_CASE("optim/sgd: zero stays zero") { rule::keeps_zero(SGD{}); }
