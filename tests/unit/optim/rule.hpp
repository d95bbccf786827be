// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// One weight's life under an optimizer's rule, for the tests of the rules.
#pragma once

#include "test.hpp"

#include <ctyolo/optim/concepts.hpp>

#include <array>
#include <cmath>

namespace rule {

using ctyolo::StepScalars;

/// A weight of the plain implementations, with what they remember of it.
struct Plain {
  double w = 0, a = 0, b = 0;
};

/// Five steps at constant rate 0.05, momentum 0.9, decay 0.01 against torch's; weights 1, -2, 0.5, gradients as in the script:
/// @code{.py}
///   w = torch.tensor([1.0, -2.0, 0.5], dtype=torch.float64, requires_grad=True); opt = ...([w], lr=0.05, ...)
///   for t in range(5):
///     w.grad = torch.tensor([0.1 * (t + 1), -0.3, 0.2 * (t - 2)], dtype=torch.float64); opt.step(); print(w.tolist())
/// @endcode
template <class Optim>
void equals_torch(const Optim& optimizer, const double (&golden)[5][3]) {
  std::array<double, 3> w{1.0, -2.0, 0.5};
  double state[3][ctyolo::max_optimizer_states] = {};
  for (int t = 0; t < 5; ++t) {
    const double g[3] = {0.1 * (t + 1), -0.3, 0.2 * (t - 2)};
    const auto step = ctyolo::prepared(optimizer, {.rate = 0.05, .momentum = 0.9, .decay = 0.01, .step = t + 1});
    for (std::size_t i = 0; i < 3; ++i) {
      CAPTURE(t);
      optimizer.update(w[i], g[i], state[i], step);
      CHECK(w[i] == doctest::Approx(golden[t][i]).epsilon(1e-12));
    }
  }
}

/// Ten steps whose rate, momentum and decay change, against `plain(Plain&, g, scalars)`, written from the paper.
template <class Optim, class Formula>
void equals_formula(const Optim& optimizer, Formula plain) {
  Plain p{.w = 0.7};
  double w = 0.7, state[ctyolo::max_optimizer_states] = {};
  float w32 = 0.7f, state32[ctyolo::max_optimizer_states] = {};
  for (int t = 1; t <= 10; ++t) {
    const StepScalars s{.rate = 0.02 * t, .momentum = 0.8 + 0.015 * t, .decay = 0.003 * (t % 4), .step = t};
    const double g = std::sin(2.1 * t);
    plain(p, g, s);
    optimizer.update(w, g, state, ctyolo::prepared(optimizer, s));
    optimizer.update(w32, static_cast<float>(g), state32, ctyolo::prepared(optimizer, s));
    CAPTURE(t);
    CHECK(w == doctest::Approx(p.w).epsilon(1e-12));
    CHECK(static_cast<double>(w32) == doctest::Approx(p.w).epsilon(1e-5));
  }
}

/// The gaps of the flat arrays stay zero.
template <class Optim>
void keeps_zero(const Optim& optimizer) {
  float w = 0, state[ctyolo::max_optimizer_states] = {};
  for (int t = 1; t <= 3; ++t)
    optimizer.update(w, 0.0f, state, ctyolo::prepared(optimizer, {.rate = 0.1, .momentum = 0.9, .decay = 0.01, .step = t}));
  CHECK(w == 0.0f);
  for (float s : state) CHECK(s == 0.0f);
}

}  // namespace rule
