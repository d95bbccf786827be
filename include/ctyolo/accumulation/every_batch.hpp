// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A step after every batch. Tier: spec (std only).
#pragma once

#include <ctyolo/accumulation/concepts.hpp>

#include <cstdint>

namespace ctyolo::inline v0 {

/// The optimizer steps after every batch; weight decay shrinks with the batch, as YOLOv5 scales it.
/// @code
///   Trainer<YoloV5n, EveryBatch> trainer;
/// @endcode
struct EveryBatch {
  using slot = slot::accumulation;

  static constexpr std::int64_t batches(const Moment& /*moment*/, const Hyp& /*hyp*/) { return 1; }
  static constexpr double decay_factor(int batch_size, const Hyp& hyp) { return batch_size / hyp.nominal_batch; }
};
static_assert(Accumulation<EveryBatch>);

}  // namespace ctyolo::inline v0
