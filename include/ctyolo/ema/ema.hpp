// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Exponential moving average of the weights. Tier: spec (std only).
#pragma once

#include <ctyolo/core/mistake.hpp>
#include <ctyolo/core/number.hpp>
#include <ctyolo/core/real.hpp>
#include <ctyolo/ema/concepts.hpp>

#include <cmath>
#include <cstdint>
#include <string>
#include <type_traits>

namespace ctyolo::inline v0 {

namespace error {
template <Real Decay>
struct EMA_decay_must_lie_between_0_and_1_but_is : mistake {
  template <class S> struct tell { static_assert(is_right<S>, "ctyolo: EMA<Decay> keeps Decay of the average at each update; write a number between 0 and 1, such as EMA<0.9999>"); };
};
template <Real Tau>
struct EMA_tau_must_be_positive_but_is : mistake {
  template <class S> struct tell { static_assert(is_right<S>, "ctyolo: EMA<Decay, Tau> ramps up over Tau updates; write a positive number, such as EMA<0.9999, 2000>"); };
};
}  // namespace error

/// `error::no_mistake`, or what is wrong with EMA's arguments.
template <Real Decay, Real Tau>
using EmaMistake = FirstMistakeOf<
    std::conditional_t<(Decay.value > 0 && Decay.value < 1), error::no_mistake, error::EMA_decay_must_lie_between_0_and_1_but_is<Decay>>,
    std::conditional_t<(Tau.value > 0), error::no_mistake, error::EMA_tau_must_be_positive_but_is<Tau>>>;

/// avg = d avg + (1 - d) w with d = Decay (1 - exp(-updates / Tau)): the ramp lets the first updates weigh more
/// (YOLOv5's ModelEMA). Tau is in updates, that is in optimizer steps.
/// @code
///   Trainer<YoloV5n, EMA<0.999, 500>> trainer;
/// @endcode
template <Real Decay = 0.9999, Real Tau = 2000>
struct EMA {
  using slot = slot::average;
  using mistake = EmaMistake<Decay, Tau>;
  static_assert(Checked<mistake>::done);
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
