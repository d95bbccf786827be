// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The history of an evolution as files: evolve.csv (YOLOv5 v7.0's) and evolve.txt (the seed's). Tier: spec (std only).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/core/results.hpp>
#include <ctyolo/hyp/evolution.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ctyolo::inline v0 {

/// One generation: what was tried, and what came of it.
struct Generation {
  double precision = 0, recall = 0, map50 = 0, map50_95 = 0;
  LossItems loss = {};               ///< of the validation
  Hyp hyp = {};

  /// As Results::fitness.
  constexpr double fitness() const { return 0.1 * map50 + 0.9 * map50_95; }
  constexpr bool operator==(const Generation&) const = default;
};

/// A heading, then a row a generation in the order of time: 7 results, then the numbers of Hyp. Reads back exactly.
std::string evolve_csv(std::span<const Generation> history);

/// The same rows without a heading, the fittest first, each once, 4 significant digits.
std::string evolve_txt(std::span<const Generation> history);

/// Reads evolve.csv; `path` is what errors call it. A last row that was cut off is left out.
/// @throws Error with file and line for columns of another version, or what is no number
std::vector<Generation> parse_evolve_csv(std::string_view text, const std::string& path);

/// What the next child is made from.
std::vector<TriedHyp> tried_hyps(std::span<const Generation> history);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/hyp/evolution_table.ipp>
#endif
