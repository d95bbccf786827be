// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// One rate for the whole training. Tier: spec (std only).
#pragma once

#include <ctyolo/schedule/concepts.hpp>

namespace ctyolo::inline v0 {

/// lr0 and momentum from the first step to the last; no warm-up.
/// @code
///   Trainer<YoloV5n, Constant> trainer;
/// @endcode
struct Constant {
  using slot = slot::schedule;

  /// Rate of an epoch, in units of lr0.
  static constexpr double factor(int /*epoch*/, int /*epochs*/, const Hyp& /*hyp*/) { return 1.0; }

  static constexpr Rates at(const Moment& /*moment*/, const Hyp& hyp) {
    return {.weight = hyp.lr0, .norm = hyp.lr0, .bias = hyp.lr0, .momentum = hyp.momentum};
  }
};
static_assert(EpochwiseSchedule<Constant>);

}  // namespace ctyolo::inline v0
