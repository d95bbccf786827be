// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Warm-up, then half a cosine wave. Tier: spec (std only).
#pragma once

#include <ctyolo/schedule/concepts.hpp>
#include <ctyolo/schedule/warmup.hpp>

#include <cmath>
#include <numbers>

namespace ctyolo::inline v0 {

/// Half a cosine from lr0 to lr0*lrf over the epochs (Loshchilov and Hutter 2016, without restarts).
/// @code
///   Trainer<YoloV5n, WarmupCosine> trainer;
/// @endcode
struct WarmupCosine {
  using slot = slot::schedule;

  /// Rate of an epoch, in units of lr0.
  static double factor(int epoch, int epochs, const Hyp& hyp) {
    const double down = (1.0 - std::cos(epoch * std::numbers::pi / epochs)) / 2.0;  // 0 to 1
    return down * (hyp.lrf - 1.0) + 1.0;
  }

  static Rates at(const Moment& moment, const Hyp& hyp) {
    return warmed_up(moment, hyp, hyp.lr0 * factor(moment.epoch, moment.epochs, hyp));
  }
};
static_assert(EpochwiseSchedule<WarmupCosine>);

}  // namespace ctyolo::inline v0
