// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A schedule that runs one epoch behind, as YOLOv5's does. Tier: spec (std only).
#pragma once

#include <ctyolo/schedule/concepts.hpp>
#include <ctyolo/schedule/warmup.hpp>

namespace ctyolo::inline v0 {

/// `S` with YOLOv5's off-by-one, for comparisons step by step.
///
/// During warm-up YOLOv5 sets the rate itself, from the epoch's own factor; that rate stays to the end of the epoch in
/// which the last warm-up step falls. Every later epoch gets the factor of the epoch before it.
/// @code
///   Trainer<YoloV5n, Late<WarmupLinear>> trainer;   // the rates of YOLOv5 v7.0's train.py
/// @endcode
template <EpochwiseSchedule S>
struct Late {
  using slot = slot::schedule;

  static constexpr Rates at(const Moment& moment, const Hyp& hyp) {
    const std::int64_t last = warmup_steps(moment.batches, hyp);
    Moment late = moment;
    if (moment.step > last && moment.epoch > 0 && last / moment.batches != moment.epoch) --late.epoch;
    return S::at(late, hyp);
  }
};

}  // namespace ctyolo::inline v0
