// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Accumulation policies: how many batches make a step of the optimizer. Tier: spec (std only).
//
// # Accumulation policies
// Slot: `slot::accumulation` (one per Trainer; default `Nominal<64>`, for nets of yolov5_v1 `SeedNominal<64>`).
// | policy              | batches a step                                           | choose it when                           |
// | Nominal<Images>     | about Images pictures' worth; 1 where the warm-up starts | as YOLOv5; small batches on big data     |
// | SeedNominal<Images> | the same; steps where the batch's number is divisible    | as the first YOLOv5                      |
// | EveryBatch          | one                                                      | small data: more steps in the same time  |
//
// Contract: `batches` is a pure function of the moment, at least 1. The loss of a batch is a sum over its images, so
// gradients of the batches of a step are added, not averaged. A step is due when `batches` came since the last one (v7.0's
// rule), unless the policy has a rule of its own: `is_due(step, last_step, batches)`.
// `decay_factor` says by what hyp.weight_decay is multiplied: hyp.weight_decay is meant for a step of hyp.nominal_batch
// images, and a step of fewer images should pull less.
#pragma once

#include <ctyolo/core/slot.hpp>
#include <ctyolo/hyp/hyp.hpp>
#include <ctyolo/schedule/rates.hpp>

#include <concepts>
#include <cstdint>

namespace ctyolo::inline v0 {

/// An accumulation that says itself when a step is due.
template <class P>
concept HasStepRule = requires(std::int64_t n) {
  { P::is_due(n, n, n) } -> std::same_as<bool>;
};

template <class P>
concept Accumulation = PolicyOf<P, slot::accumulation> && requires(const Moment& moment, const Hyp& hyp) {
  { P::batches(moment, hyp) } -> std::same_as<std::int64_t>;
  { P::decay_factor(16, hyp) } -> std::same_as<double>;
} && (HasStepRule<P> || !requires { P::is_due; });

/// What "no step yet" looks like to `step_is_due`.
inline constexpr std::int64_t no_step_yet = -1;

/// Whether the batch number `step` ends an accumulation (YOLOv5 v7.0's rule).
/// @param last_step  batch after which the optimizer last stepped, or no_step_yet; a checkpoint must keep it
constexpr bool step_is_due(std::int64_t step, std::int64_t last_step, std::int64_t batches) {
  return step - last_step >= batches;
}

/// The same by the rule of accumulation policy P: its own, else v7.0's.
template <Accumulation P>
constexpr bool step_is_due(std::int64_t step, std::int64_t last_step, std::int64_t batches) {
  if constexpr (HasStepRule<P>) return P::is_due(step, last_step, batches);
  else return step_is_due(step, last_step, batches);
}

}  // namespace ctyolo::inline v0
