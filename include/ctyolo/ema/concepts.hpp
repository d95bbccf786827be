// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Weight-average policies: which weights are validated and saved. Tier: spec (std only).
//
// # Weight-average policies
// Slot: `slot::average` (one per Trainer; default `EMA<0.9999>`).
// | policy          | validated weights                                | choose it when                              |
// | EMA<Decay, Tau> | exponential moving average with a ramp (YOLOv5)  | nearly always; steadier and a little better |
// | NoAverage       | the weights as they are                          | tests, and trainings of a few hundred steps |
//
// Contract: an average is an element-wise rule, as an optimizer is. After each optimizer step the trainer counts one
// update, asks `decay_at(updates)` once, and applies `update(avg, w, d)` to every weight and running statistic. The
// average begins as a copy of the weights. `keeps_array` says whether it needs memory of its own: where it is false,
// the weights themselves are the average and `update` need not be called.
#pragma once

#include <ctyolo/backend/simd.hpp>
#include <ctyolo/core/slot.hpp>

#include <concepts>
#include <cstdint>

namespace ctyolo::inline v0 {

template <class P, class V>
concept AveragesWeights = requires(const P& average, V& avg, V w, double d) {
  { average.update(avg, w, d) } -> std::same_as<void>;
};

template <class P>
concept WeightAverage = PolicyOf<P, slot::average> && requires(const P& average, std::int64_t updates) {
  { P::keeps_array } -> std::convertible_to<bool>;
  { average.decay_at(updates) } -> std::same_as<double>;
} && AveragesWeights<P, float> && AveragesWeights<P, double> && AveragesWeights<P, Packet<float>>;

}  // namespace ctyolo::inline v0
