// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Gradient descent with heavy-ball momentum. Tier: spec (std only).
#pragma once

#include <ctyolo/optim/concepts.hpp>

#include <array>
#include <string_view>

namespace ctyolo::inline v0 {

/// SGD with momentum (Polyak 1964), as torch.optim.SGD: v = m v + g + decay w; w -= rate v.
///
/// torch sets v = g in the first step; here v begins at 0, which gives the same because nothing is dampened.
/// @code
///   Trainer<YoloV5n, SGD> trainer;
/// @endcode
struct SGD {
  using slot = slot::optimizer;
  static constexpr int states = 1;  ///< the velocity v
  static constexpr std::array<std::string_view, 1> torch_states{"momentum_buffer"};

  template <class V>
  void update(V& w, V g, V* state, const StepScalars& s) const {
    g += broadcast<V>(s.decay) * w;
    state[0] = broadcast<V>(s.momentum) * state[0] + g;
    w -= broadcast<V>(s.rate) * state[0];
  }
};
static_assert(Optimizer<SGD>);

}  // namespace ctyolo::inline v0
