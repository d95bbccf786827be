// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The one-cycle schedule: the rate rises and falls once, the momentum the other way round. Tier: spec (std only).
#pragma once

#include <ctyolo/schedule/concepts.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace ctyolo::inline v0 {

/// Super-convergence (Smith and Topin 2018), a step a batch, with cosine flanks as in torch.optim's OneCycleLR.
///
/// Over the first 30 % of all batches the rate of every group rises from lr0/25 to lr0 while the momentum falls from
/// `momentum` to `warmup_momentum`; then the rate falls to lr0*lrf while the momentum comes back. The cycle is its own
/// warm-up: warmup_epochs, warmup_min_steps and warmup_bias_lr have no say in the rates.
/// @code
///   Trainer<YoloV5n, OneCycle> trainer;   // lr0 is the peak: three to ten times what WarmupCosine takes
/// @endcode
struct OneCycle {
  using slot = slot::schedule;
  static constexpr double rising_part = 0.3;  ///< fraction of all batches
  static constexpr double first_rate = 1.0 / 25.0;  ///< in units of lr0

  static Rates at(const Moment& moment, const Hyp& hyp) {
    const double all = static_cast<double>(moment.epochs) * static_cast<double>(moment.batches);
    const double peak = std::max(rising_part * all - 1.0, 0.0);  // in steps, as is `end`
    const double end = std::max(all - 1.0, peak + 1.0);
    const double step = std::min(static_cast<double>(moment.step), end);
    double rate = 0, momentum = 0;
    if (step < peak) {
      rate = cosine(hyp.lr0 * first_rate, hyp.lr0, step / peak);
      momentum = cosine(hyp.momentum, hyp.warmup_momentum, step / peak);
    } else {
      const double down = (step - peak) / (end - peak);
      rate = cosine(hyp.lr0, hyp.lr0 * hyp.lrf, down);
      momentum = cosine(hyp.warmup_momentum, hyp.momentum, down);
    }
    return {.weight = rate, .norm = rate, .bias = rate, .momentum = momentum};
  }

 private:
  static double cosine(double from, double to, double part) {
    return to + (from - to) / 2.0 * (1.0 + std::cos(std::numbers::pi * part));
  }
};
static_assert(Schedule<OneCycle>);

}  // namespace ctyolo::inline v0
