// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Exponential moving average of the weights. Tier: spec (std only).
#pragma once

#include <ctyolo/core/number.hpp>
#include <ctyolo/core/real.hpp>
#include <ctyolo/ema/concepts.hpp>

#include <cmath>
#include <cstdint>
#include <string>

namespace ctyolo::inline v0 {

/// What the arguments of EMA must meet; the names are the compiler's error message.
template <Real Decay>
concept EMA_decay_lies_between_0_and_1 = (Decay.value > 0 && Decay.value < 1);
template <Real Tau>
concept EMA_tau_is_positive = (Tau.value > 0);

/// avg = d avg + (1 - d) w with d = Decay (1 - exp(-updates / Tau)): the ramp lets the first updates weigh more
/// (YOLOv5's ModelEMA). Tau is in updates, that is in optimizer steps.
/// @code
///   Trainer<YoloV5n, EMA<0.999, 500>> trainer;
/// @endcode
template <Real Decay = 0.9999, Real Tau = 2000>
  requires EMA_decay_lies_between_0_and_1<Decay> && EMA_tau_is_positive<Tau>
struct EMA {
  using slot = slot::average;
  static constexpr bool keeps_array = true;

  /// @param updates  optimizer steps averaged so far, this one included
  static double decay_at(std::int64_t updates) {
    return Decay * (1.0 - std::exp(-static_cast<double>(updates) / Tau));
  }

  template <class V>
  void update(V& avg, V w, double d) const {
    avg = broadcast<V>(d) * avg + broadcast<V>(1.0 - d) * w;
  }

  static std::string name() {
    return "EMA<" + shortest(Decay) + (Tau.value == 2000 ? "" : ", " + shortest(Tau)) + ">";
  }
};
static_assert(WeightAverage<EMA<>>);

}  // namespace ctyolo::inline v0
