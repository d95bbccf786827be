// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Results beside the oracle's.
#pragma once

#include "results.hpp"

#include <optional>

namespace replay {

struct Comparison {
  int within = 0, over = 0, skipped = 0;
};

/// Prints a line a tensor. @param limit  instead of the kind's, for tensors of floating-point numbers
/// @throws Error for a tensor of the case that the kind neither reads nor computes
Comparison compare(const Case& c, const Results& results, std::optional<double> limit);

}  // namespace replay
