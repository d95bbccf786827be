// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Adam, against algorithm 1 of Kingma and Ba 2015 and torch.optim.
#include "rule.hpp"

#include <ctyolo/optim/adam.hpp>

using namespace ctyolo;

TEST_CASE("optim/adam: five steps equal torch.optim.Adam") {
  // torch 1.13, Adam([w], lr=0.05, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01); see rule.hpp
  rule::equals_torch(Adam{}, {{0.9500000045454542, -1.9500000015624999, 0.5499999987341773},
                              {0.901485827129763, -1.900002056381125, 0.5964966348764169},
                              {0.853329477818364, -1.8500075324286172, 0.6320022877442334},
                              {0.8050856821842357, -1.8000177931787598, 0.645989452369245},
                              {0.7565352103777192, -1.750034194576448, 0.6375451165296083}});
}

TEST_CASE("optim/adam: rate, momentum and decay may change every step") {
  const Adam adam{.beta2 = 0.98, .eps = 1e-6};
  rule::equals_formula(adam, [&](rule::Plain& p, double g, const StepScalars& s) {
    const double slope = g + s.decay * p.w, t = static_cast<double>(s.step);
    p.a = s.momentum * p.a + (1 - s.momentum) * slope;
    p.b = adam.beta2 * p.b + (1 - adam.beta2) * slope * slope;
    const double mean = p.a / (1 - std::pow(s.momentum, t)), square = p.b / (1 - std::pow(adam.beta2, t));
    p.w -= s.rate * mean / (std::sqrt(square) + adam.eps);
  });
}

TEST_CASE("optim/adam: zero stays zero") { rule::keeps_zero(Adam{}); }
