// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The warm-up that schedules and accumulation share. Tier: spec (std only).
#pragma once

#include <ctyolo/core/number.hpp>
#include <ctyolo/hyp/hyp.hpp>
#include <ctyolo/schedule/rates.hpp>

#include <algorithm>
#include <cstdint>

namespace ctyolo::inline v0 {

/// Last step of the warm-up: max(warmup_epochs in batches, warmup_min_steps); 0 when there is none.
/// @note Deviation: with warmup_epochs = 0 YOLOv5 still warms up for its minimum of steps; here 0 means none.
constexpr std::int64_t warmup_steps(std::int64_t batches, const Hyp& hyp) {
  if (hyp.warmup_epochs <= 0) return 0;
  return std::max(round_half_even(hyp.warmup_epochs * static_cast<double>(batches)),
                  static_cast<std::int64_t>(hyp.warmup_min_steps));
}

/// A line from `from` at step 0 to `to` at step `last`, and `to` from then on (numpy's interp over [0, last]).
constexpr double ramp(std::int64_t step, std::int64_t last, double from, double to) {
  if (step >= last) return to;
  return (to - from) / static_cast<double>(last) * static_cast<double>(step) + from;
}

/// Rates of a step: on the way to `rate` during warm-up, `rate` afterwards.
/// Biases come down from warmup_bias_lr, all others up from 0; momentum from warmup_momentum to momentum.
constexpr Rates warmed_up(const Moment& moment, const Hyp& hyp, double rate) {
  const std::int64_t last = warmup_steps(moment.batches, hyp);
  const double others = ramp(moment.step, last, 0.0, rate);
  return {.weight = others,
          .norm = others,
          .bias = ramp(moment.step, last, hyp.warmup_bias_lr, rate),
          .momentum = ramp(moment.step, last, hyp.warmup_momentum, hyp.momentum)};
}

}  // namespace ctyolo::inline v0
