// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// No averaging of the weights. Tier: spec (std only).
#pragma once

#include <ctyolo/ema/concepts.hpp>

#include <cstdint>

namespace ctyolo::inline v0 {

/// The weights are validated and saved as they are.
/// @code
///   Trainer<YoloV5n, NoAverage> trainer;
/// @endcode
struct NoAverage {
  using slot = slot::average;
  static constexpr bool keeps_array = false;

  static constexpr double decay_at(std::int64_t /*updates*/) { return 0.0; }

  template <class V>
  void update(V& avg, V w, double /*d*/) const {
    avg = w;
  }
};
static_assert(WeightAverage<NoAverage>);

}  // namespace ctyolo::inline v0
