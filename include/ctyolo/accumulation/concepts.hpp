// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Accumulation policies: how many batches make a step of the optimizer. Tier: spec (std only).
//
// # Accumulation policies
// Slot: `slot::accumulation` (one per Trainer; default `Nominal<64>`).
// | policy          | batches a step                                            | choose it when                           |
// | Nominal<Images> | as many as make about Images pictures; 1 at the start of the warm-up | as YOLOv5; small batches on big data |
// | EveryBatch      | one                                                       | small data: more steps in the same time  |
//
// Contract: `batches` is a pure function of the moment, at least 1. The loss of a batch is a sum over its images, so
// gradients of the batches of a step are added, not averaged.
// `decay_factor` says by what hyp.weight_decay is multiplied: hyp.weight_decay is meant for a step of hyp.nominal_batch
// images, and a step of fewer images should pull less.
#pragma once

#include <ctyolo/core/slot.hpp>
#include <ctyolo/hyp/hyp.hpp>
#include <ctyolo/schedule/rates.hpp>

#include <concepts>
#include <cstdint>

namespace ctyolo::inline v0 {

template <class P>
concept Accumulation = PolicyOf<P, slot::accumulation> && requires(const Moment& moment, const Hyp& hyp) {
  { P::batches(moment, hyp) } -> std::same_as<std::int64_t>;
  { P::decay_factor(16, hyp) } -> std::same_as<double>;
};

/// What "no step yet" looks like to `step_is_due`.
inline constexpr std::int64_t no_step_yet = -1;

/// Whether the batch number `step` ends an accumulation (YOLOv5 v7.0's rule).
/// @param last_step  batch after which the optimizer last stepped, or no_step_yet; a checkpoint must keep it
/// @note The seed stepped when step % batches == 0, which shortens accumulations whenever `batches` changes.
constexpr bool step_is_due(std::int64_t step, std::int64_t last_step, std::int64_t batches) {
  return step - last_step >= batches;
}

}  // namespace ctyolo::inline v0
