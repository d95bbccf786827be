// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Schedule policies: learning rates and momentum of every step. Tier: spec (std only).
//
// # Schedule policies
// Slot: `slot::schedule` (one per Trainer; default `WarmupCosine`).
// | policy       | rate after warm-up                                       | choose it when                          |
// | WarmupCosine | half a cosine from lr0 to lr0*lrf, a step an epoch       | from scratch (the seed; v7.0 --cos-lr)  |
// | WarmupLinear | a line from lr0 to lr0*lrf, a step an epoch              | as YOLOv5 v7.0 by default               |
// | OneCycle     | no warm-up of its own: up to lr0 and down again, a step a batch (Smith 2018) | short trainings     |
// | Constant     | lr0 throughout, no warm-up                               | fine-tuning, tests                      |
// | Late<S>      | S, one epoch late as YOLOv5 does                         | comparing runs with YOLOv5 step by step |
//
// Contract: `at` is a pure function of the moment and of the hyper-parameters. It keeps no state, so a resumed training
// continues with the right rates by construction, and a rate can be plotted without training.
//
// YOLOv5's scheduler runs one epoch behind: after warm-up, epoch e trains with the rate of epoch e-1. The schedules
// here use the epoch's own rate; Late<S> brings the delay back.
#pragma once

#include <ctyolo/core/slot.hpp>
#include <ctyolo/hyp/hyp.hpp>
#include <ctyolo/schedule/rates.hpp>

#include <concepts>

namespace ctyolo::inline v0 {

template <class P>
concept Schedule = PolicyOf<P, slot::schedule> && requires(const Moment& moment, const Hyp& hyp) {
  { P::at(moment, hyp) } -> std::same_as<Rates>;
};

/// A schedule whose rate after warm-up is lr0 * factor(epoch, epochs, hyp): constant within an epoch.
template <class P>
concept EpochwiseSchedule = Schedule<P> && requires(const Hyp& hyp) {
  { P::factor(0, 1, hyp) } -> std::same_as<double>;
};

}  // namespace ctyolo::inline v0
