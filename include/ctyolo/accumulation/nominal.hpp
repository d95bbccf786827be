// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Accumulation to a nominal number of images. Tier: spec (std only).
#pragma once

#include <ctyolo/accumulation/concepts.hpp>
#include <ctyolo/core/number.hpp>
#include <ctyolo/schedule/warmup.hpp>

#include <algorithm>
#include <cstdint>
#include <string>

namespace ctyolo::inline v0 {

/// A step each `Images` images, as nearly as whole batches allow (YOLOv5's nominal batch of 64).
///
/// In the warm-up the number of batches grows from 1, halves rounded to even. With the default hyp.nominal_batch of 64
/// and Images = 64, weight decay is scaled exactly as YOLOv5 does.
/// @code
///   Trainer<YoloV5n, Nominal<32>> trainer;
/// @endcode
template <int Images = 64>
struct Nominal {
  static_assert(Images > 0, "ctyolo: Nominal<Images> needs at least one image a step");
  using slot = slot::accumulation;

  static constexpr std::int64_t batches(const Moment& moment, const Hyp& hyp) {
    const double full = static_cast<double>(Images) / moment.batch_size;
    const double now = ramp(moment.step, warmup_steps(moment.batches, hyp), 1.0, full);
    return std::max<std::int64_t>(1, round_half_even(now));
  }

  static constexpr double decay_factor(int batch_size, const Hyp& hyp) {
    const auto gathered = std::max<std::int64_t>(1, round_half_even(static_cast<double>(Images) / batch_size));
    return static_cast<double>(batch_size * gathered) / hyp.nominal_batch;
  }

  static std::string name() { return "Nominal<" + std::to_string(Images) + ">"; }  // clang writes Nominal<>
};
static_assert(Accumulation<Nominal<64>>);

}  // namespace ctyolo::inline v0
