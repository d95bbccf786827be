// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Adam with decoupled weight decay. Tier: spec (std only).
#pragma once

#include <ctyolo/optim/adam.hpp>

#include <array>
#include <string_view>

namespace ctyolo::inline v0 {

/// AdamW (Loshchilov and Hutter 2019), as torch.optim.AdamW: w loses the share rate*decay, then Adam steps without decay.
/// beta1 is the momentum.
/// @code
///   Trainer<YoloV5n, AdamW> trainer;   // with lr0 about 0.001
/// @endcode
struct AdamW {
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
    step.decay = s.rate * s.decay;
    return step;
  }

  template <class V>
  void update(V& w, V g, V* state, const detail::AdamStep& step) const {
    w *= broadcast<V>(1.0 - step.decay);
    step.move(w, g, state);
  }
};
static_assert(Optimizer<AdamW>);

}  // namespace ctyolo::inline v0
