// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Class-prior policies: how probable a new head takes each class to be. Tier: spec (std only).
//
// # Class-prior policies
// Slot: `slot::class_priors` (one per Trainer; default `EvenPriors`).
// | policy          | what is added to a class's bias     | choose it when                                          |
// | EvenPriors      | log(0.6 / classes), alike for all   | always (both oracles' default)                          |
// | FrequencyPriors | log of the class's share of the labels | classes of very different frequency, from random weights |
//
// Contract: a pure function of the training labels' counts. Asked once, when a new run makes its head; weights that the
// run starts from, or a resumed run's, come after it and stand.
#pragma once

#include <ctyolo/core/slot.hpp>

#include <cmath>
#include <concepts>
#include <cstdint>
#include <span>
#include <vector>

namespace ctyolo::inline v0 {

template <class P>
concept ClassPriors = PolicyOf<P, slot::class_priors> && requires(std::span<const std::int64_t> counts) {
  { P::logits(counts) } -> std::same_as<std::vector<double>>;  // [classes], or empty: the net's own
};

struct EvenPriors {
  using slot = slot::class_priors;
  static std::vector<double> logits(std::span<const std::int64_t> /*counts*/) { return {}; }
};
static_assert(ClassPriors<EvenPriors>);

/// Each class counted once more than it is labelled, so that none has probability 0 (both oracles' `cf`).
struct FrequencyPriors {
  using slot = slot::class_priors;
  /// @param counts  boxes of each class in the training labels
  static std::vector<double> logits(std::span<const std::int64_t> counts) {
    double sum = 0;
    for (const std::int64_t n : counts) sum += static_cast<double>(n) + 1;
    std::vector<double> of_class;
    for (const std::int64_t n : counts) of_class.push_back(std::log((static_cast<double>(n) + 1) / sum));
    return of_class;
  }
};
static_assert(ClassPriors<FrequencyPriors>);

}  // namespace ctyolo::inline v0
