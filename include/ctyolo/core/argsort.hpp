// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The order of numbers, equal ones as numpy's argsort leaves them. Tier: spec (std only).
#pragma once

#include <ctyolo/core/config.hpp>

#include <span>
#include <vector>

namespace ctyolo::inline v0 {

/// Indices that sort `values` in ascending order, as numpy.argsort's default does (introsort: median of three, the
/// smaller part first, insertion below 17), which is not stable: YOLOv5 groups pictures into batches by it, so where
/// pictures of one shape are cut into two batches depends on it. Where numpy would change to heap sort (never seen)
/// insertion does the rest.
std::vector<int> argsort_as_numpy(std::span<const double> values);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/core/argsort.ipp>
#endif
