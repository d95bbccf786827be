// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The length of a flat gradient, and the factor that clips it. Tier: spec (std, OpenMP).
#pragma once

#include <ctyolo/core/config.hpp>

#include <cstdint>

namespace ctyolo::inline v0 {

/// Sum of squares, added up in double over pieces of fixed size: the result is the same for any number of threads.
/// Not finite when any number is not: the test for a broken gradient.
double sum_of_squares(const float* values, std::int64_t count);

/// Factor that brings a gradient of length `norm` down to `limit`, at most 1 (torch's clip_grad_norm_); 1 when limit <= 0.
constexpr double clip_factor(double norm, double limit) {
  if (limit <= 0) return 1.0;
  const double factor = limit / (norm + 1e-6);
  return factor < 1.0 ? factor : 1.0;
}

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/optim/gradient_norm.ipp>
#endif
