// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// One pass over flat arrays that applies an optimizer's rule and an average's. Tier: spec (std, OpenMP).
#pragma once

#include <ctyolo/backend/parallel.hpp>
#include <ctyolo/backend/simd.hpp>
#include <ctyolo/ema/concepts.hpp>
#include <ctyolo/optim/concepts.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

namespace ctyolo::inline v0 {

/// The flat arrays of one parameter group, `count` numbers each.
struct FlatGroup {
  std::int64_t count = 0;
  float* weights = nullptr;
  const float* gradients = nullptr;
  std::array<float*, max_optimizer_states> states{};  ///< the first Optimizer::states are used
  float* average = nullptr;                           ///< null: no average is kept
};

namespace detail {

inline constexpr std::int64_t pass_grain = 16384;  // numbers; less is not worth a thread

/// Applies `rule(V, index)` to [from, to): packets first, then single numbers.
template <class Rule>
void for_packets(std::int64_t from, std::int64_t to, const Rule& rule) {
  using V = Packet<float>;
  std::int64_t i = from;
  for (; i + lanes<V> <= to; i += lanes<V>) rule(V{}, i);
  for (; i < to; ++i) rule(float{}, i);
}

template <bool Averaging, class Optim, class Average, class Step>
void fused_pass(const FlatGroup& g, const Optim& optimizer, const Average& average, const Step& step, double decay,
                double scale) {
  parallel_for(0, g.count, pass_grain, [&](std::int64_t from, std::int64_t to) {
    const FlatGroup group = g;  // own copies: the compiler need not fear that a store changes a pointer or a scalar
    const Step scalars = step;
    for_packets(from, to, [&]<class V>(V, std::int64_t i) {
      V w = load<V>(group.weights + i);
      V state[Optim::states > 0 ? Optim::states : 1];
      for (std::size_t k = 0; k < std::size_t{Optim::states}; ++k) state[k] = load<V>(group.states[k] + i);
      optimizer.update(w, static_cast<V>(load<V>(group.gradients + i) * broadcast<V>(scale)), state, scalars);
      for (std::size_t k = 0; k < std::size_t{Optim::states}; ++k) store<V>(group.states[k] + i, state[k]);
      store<V>(group.weights + i, w);
      if constexpr (Averaging) {
        V avg = load<V>(group.average + i);
        average.update(avg, w, decay);
        store<V>(group.average + i, avg);
      }
    });
  });
}

}  // namespace detail

/// Steps the weights of a group and moves their average along, reading and writing every array once.
/// @param average_decay   what Average::decay_at said of this update
/// @param gradient_scale  gradients are multiplied by it on the way: clipping, loss scaling
template <Optimizer Optim, WeightAverage Average>
void fused_step(const FlatGroup& group, const Optim& optimizer, const Average& average, const StepScalars& scalars,
                double average_decay, double gradient_scale = 1.0) {
  const auto step = prepared(optimizer, scalars);
  if (group.average != nullptr) {
    detail::fused_pass<true>(group, optimizer, average, step, average_decay, gradient_scale);
  } else {
    detail::fused_pass<false>(group, optimizer, average, step, average_decay, gradient_scale);
  }
}

/// Moves the average of numbers that no optimizer touches (running statistics).
template <WeightAverage Average>
void average_step(float* averages, const float* values, std::int64_t count, const Average& average, double decay) {
  parallel_for(0, count, detail::pass_grain, [&](std::int64_t from, std::int64_t to) {
    detail::for_packets(from, to, [&]<class V>(V, std::int64_t i) {
      V avg = load<V>(averages + i);
      average.update(avg, load<V>(values + i), decay);
      store<V>(averages + i, avg);
    });
  });
}

}  // namespace ctyolo::inline v0
