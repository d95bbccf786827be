// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A checkpoint without what only a training needs: a quarter of its size. Tier: tensor (ATen).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/io/checkpoint.hpp>

namespace ctyolo::inline v0 {

/// Numbers of the weights in a file.
enum class WeightsAs : unsigned char { f16, f32 };

/// Leaves the weights alone (no optimizer, no gradients; it cannot be continued), by default as f16, as YOLOv5 strips its.
/// Counters stay i64. @throws Error naming the tensor when one of its numbers has no f16: none, or beyond 65504
void strip(Checkpoint& c, WeightsAs weights = WeightsAs::f16);

/// The tensors alone, f32 and f64 made f16. @param path what errors call it @throws as strip
StateDict half_precision(const StateDict& tensors, const std::string& path);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/io/strip.ipp>
#endif
