// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Adam, and the step that AdamW shares with it. Tier: spec (std only).
#pragma once

#include <ctyolo/optim/concepts.hpp>

#include <array>
#include <cmath>
#include <string_view>

namespace ctyolo::inline v0 {

namespace detail {

/// Numbers of one Adam step.
struct AdamStep {
  double step_size = 0;  ///< rate / (1 - beta1^t)
  double root_gain = 0;  ///< 1 / sqrt(1 - beta2^t)
  double beta1 = 0, beta2 = 0, eps = 0;
  double decay = 0;      ///< Adam: added to the gradient; AdamW: share of w taken off

  AdamStep(const StepScalars& s, double beta2_, double eps_) : beta1(s.momentum), beta2(beta2_), eps(eps_) {
    const double t = static_cast<double>(s.step);
    step_size = s.rate / (1.0 - std::pow(beta1, t));
    root_gain = 1.0 / std::sqrt(1.0 - std::pow(beta2, t));
  }

  /// state[0], state[1]: running means of the gradient and of its square (Kingma and Ba 2015, algorithm 1).
  template <class V>
  void move(V& w, V g, V* state) const {
    state[0] = broadcast<V>(beta1) * state[0] + broadcast<V>(1.0 - beta1) * g;
    state[1] = broadcast<V>(beta2) * state[1] + broadcast<V>(1.0 - beta2) * g * g;
    const V root = square_root(state[1]) * broadcast<V>(root_gain) + broadcast<V>(eps);
    w -= broadcast<V>(step_size) * state[0] / root;
  }
};

}  // namespace detail

/// Adam (Kingma and Ba 2015), as torch.optim.Adam: weight decay is added to the gradient. beta1 is the momentum.
/// @note Deviation: beta1 follows the momentum of the schedule, warm-up included; YOLOv5 leaves Adam's beta1 alone.
/// @code
///   Trainer<YoloV5n, Adam> trainer{Adam{.beta2 = 0.99}};   // and lr0 about 0.001
/// @endcode
struct Adam {
  using slot = slot::optimizer;
  static constexpr int states = 2;
  static constexpr std::array<std::string_view, 2> torch_states{"exp_avg", "exp_avg_sq"};
  double beta2 = 0.999;  ///< of the mean square
  double eps = 1e-8;     ///< added to the root

  template <class F>
  void visit_settings(F&& f) const {
    f("beta2", beta2);
    f("eps", eps);
  }

  detail::AdamStep prepare(const StepScalars& s) const {
    detail::AdamStep step(s, beta2, eps);
    step.decay = s.decay;
    return step;
  }

  template <class V>
  void update(V& w, V g, V* state, const detail::AdamStep& step) const {
    step.move(w, static_cast<V>(g + broadcast<V>(step.decay) * w), state);
  }
};
static_assert(Optimizer<Adam>);

}  // namespace ctyolo::inline v0
