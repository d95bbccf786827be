// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Optimizer policies: how a gradient becomes a step. Tier: spec (std only).
//
// # Optimizer policies
// Slot: `slot::optimizer` (one per Trainer; default `SGDNesterov`).
// | policy      | reference                  | numbers kept a weight | choose it when                     |
// | SGDNesterov | Sutskever et al. 2013      | 1                     | from scratch (YOLOv5's default)    |
// | SGD         | Polyak 1964                | 1 (heavy-ball momentum) | comparisons                      |
// | Adam        | Kingma and Ba 2015         | 2                     | small data, lr0 about 0.001        |
// | AdamW       | Loshchilov and Hutter 2019 | 2                     | as Adam, with decay that is not rescaled |
//
// Contract: an optimizer is an element-wise rule. `update` turns one V of weights w with gradient g and states
// state[0..states) into its successor; V is float, double or a packet, so constants go through `broadcast<V>` and roots
// through `square_root` (backend/simd.hpp). States begin at zero. The rule must map w = g = state = 0 to 0 (gaps of the
// flat arrays). It may offer `prepare(const StepScalars&)`, called once a step and group: what that returns is handed to
// `update` in place of the StepScalars, so powers and quotients are not computed once a weight.
// It may name its states as PyTorch does, `torch_states`: then a training of Python's can be continued with it.
// The trainer fuses the rule with the average's into one pass over the flat arrays (optim/fused.hpp).
// @code
//   struct SignSGD {                                    // a user's own optimizer
//     using slot = slot::optimizer;
//     static constexpr int states = 0;
//     template <class V>
//     void update(V& w, V g, V*, const StepScalars& s) const { w -= broadcast<V>(s.rate) * sign(g); }
//   };
// @endcode
#pragma once

#include <ctyolo/backend/simd.hpp>
#include <ctyolo/core/slot.hpp>

#include <concepts>
#include <cstdint>

namespace ctyolo::inline v0 {

/// What one step says to one group of weights.
struct StepScalars {
  double rate = 0;        ///< learning rate
  double momentum = 0;    ///< SGD's momentum; Adam's beta1
  double decay = 0;       ///< weight decay, already scaled to the batch; 0 for groups without
  std::int64_t step = 1;  ///< optimizer steps so far, this one included
};

/// Most state arrays that a rule may keep.
inline constexpr int max_optimizer_states = 4;

/// What `update` of an optimizer receives: the result of its `prepare`, or the scalars themselves.
template <class P>
constexpr auto prepared(const P& optimizer, const StepScalars& scalars) {
  if constexpr (requires { optimizer.prepare(scalars); }) {
    return optimizer.prepare(scalars);
  } else {
    return scalars;
  }
}

template <class P, class V>
concept UpdatesWeights = requires(const P& optimizer, V& w, V g, V* state, const StepScalars& scalars) {
  { optimizer.update(w, g, state, prepared(optimizer, scalars)) } -> std::same_as<void>;
};

template <class P>
concept Optimizer = PolicyOf<P, slot::optimizer> && requires {
  { P::states } -> std::convertible_to<int>;
  requires P::states >= 0 && P::states <= max_optimizer_states;
} && UpdatesWeights<P, float> && UpdatesWeights<P, double> && UpdatesWeights<P, Packet<float>>;

}  // namespace ctyolo::inline v0
