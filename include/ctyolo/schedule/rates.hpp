// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// When a step happens and what a schedule says of it. Tier: spec (std only).
#pragma once

#include <cstdint>

namespace ctyolo::inline v0 {

/// Place of a batch in a training.
struct Moment {
  std::int64_t step = 0;     ///< batches since the start of training (YOLOv5's ni)
  int epoch = 0;             ///< from 0
  int epochs = 1;            ///< in all
  std::int64_t batches = 1;  ///< an epoch
  int batch_size = 1;
};

/// Learning rate of each parameter group, and the momentum.
struct Rates {
  double weight = 0;  ///< conv weights (with decay)
  double norm = 0;    ///< BatchNorm scales
  double bias = 0;    ///< biases and BatchNorm shifts
  double momentum = 0;
  constexpr bool operator==(const Rates&) const = default;
};

}  // namespace ctyolo::inline v0
