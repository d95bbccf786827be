// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Which layer was the first to hold a number that is none: asked when a training has diverged. Tier: tensor (ATen).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/nn/parameters.hpp>

#include <string>

namespace ctyolo::inline v0 {

/// Whether all elements are finite. @param x  f32 or f64, any shape; undefined counts as finite
bool all_finite(const at::Tensor& x);

/// The first weight or running statistic that is not finite, in the order of a forward pass ("model.3.bn.weight"); empty if none.
std::string first_broken_weight(const Parameters& p);

/// The first gradient that is not finite, in the order of a backward pass, so from the last layer on; empty if none.
std::string first_broken_gradient(const Parameters& p);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/nn/anomaly.ipp>
#endif
