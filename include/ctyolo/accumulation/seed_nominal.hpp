// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Accumulation as the seed's train.py (mid-2020). Tier: spec (std only).
#pragma once

#include <ctyolo/accumulation/nominal.hpp>

#include <cstdint>
#include <string>

namespace ctyolo::inline v0 {

/// `Nominal<Images>` with the seed's step rule: a step where the batch's number is divisible by the number of batches.
///
/// The batch number 0 always steps. Whenever the number grows in the warm-up, a step comes earlier or later than after
/// that many batches.
/// @code
///   Trainer<yolov5_v1::YoloV5s, SeedNominal<32>> trainer;
/// @endcode
template <int Images = 64>
struct SeedNominal : Nominal<Images> {
  static constexpr bool is_due(std::int64_t step, std::int64_t /*last_step*/, std::int64_t batches) {
    return step % batches == 0;
  }

  static std::string name() { return "SeedNominal<" + std::to_string(Images) + ">"; }
};
static_assert(Accumulation<SeedNominal<64>>);

}  // namespace ctyolo::inline v0
