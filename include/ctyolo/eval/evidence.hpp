// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// All that a validation saw and is summed up from. Tier: spec (std only).
#pragma once

#include <ctyolo/eval/average_precision.hpp>
#include <ctyolo/eval/confusion.hpp>

#include <map>

namespace ctyolo::inline v0 {

/// Curves (eval/curves.hpp) and tables can be made of it at any time; collecting it costs next to nothing.
struct Evidence {
  int images = 0;
  std::map<int, ClassMatches> classes;  ///< by class number, also those without labels
  ConfusionMatrix confusion;
};

}  // namespace ctyolo::inline v0
