// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Warm-up, then a straight line. Tier: spec (std only).
#pragma once

#include <ctyolo/schedule/concepts.hpp>
#include <ctyolo/schedule/warmup.hpp>

namespace ctyolo::inline v0 {

/// A line from lr0 to lr0*lrf over the epochs: YOLOv5 v7.0's default.
/// @code
///   Trainer<YoloV5n, WarmupLinear> trainer;
/// @endcode
struct WarmupLinear {
  using slot = slot::schedule;

  /// Rate of an epoch, in units of lr0.
  static constexpr double factor(int epoch, int epochs, const Hyp& hyp) {
    return (1.0 - static_cast<double>(epoch) / epochs) * (1.0 - hyp.lrf) + hyp.lrf;
  }

  static constexpr Rates at(const Moment& moment, const Hyp& hyp) {
    return warmed_up(moment, hyp, hyp.lr0 * factor(moment.epoch, moment.epochs, hyp));
  }
};
static_assert(EpochwiseSchedule<WarmupLinear>);

}  // namespace ctyolo::inline v0
