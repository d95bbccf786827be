// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Gradient descent with Nesterov's momentum. Tier: spec (std only).
#pragma once

#include <ctyolo/optim/concepts.hpp>

#include <array>
#include <string_view>

namespace ctyolo::inline v0 {

/// SGD with Nesterov's momentum (Sutskever et al. 2013), as torch.optim.SGD(nesterov=True): with g' = g + decay w,
/// v = m v + g'; w -= rate (g' + m v).
///
/// torch sets v = g' in the first step; here v begins at 0, which gives the same because nothing is dampened.
/// @code
///   Trainer<YoloV5n, SGDNesterov> trainer;
/// @endcode
struct SGDNesterov {
  using slot = slot::optimizer;
  static constexpr int states = 1;  ///< the velocity v
  static constexpr std::array<std::string_view, 1> torch_states{"momentum_buffer"};

  template <class V>
  void update(V& w, V g, V* state, const StepScalars& s) const {
    const V momentum = broadcast<V>(s.momentum);
    g += broadcast<V>(s.decay) * w;
    state[0] = momentum * state[0] + g;
    w -= broadcast<V>(s.rate) * (g + momentum * state[0]);
  }
};
static_assert(Optimizer<SGDNesterov>);

}  // namespace ctyolo::inline v0
