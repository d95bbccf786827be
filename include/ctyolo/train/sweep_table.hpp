// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The table of a sweep: a line a combination, means over its seeds. Tier: spec (std only).
#pragma once

#include <ctyolo/core/config.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace ctyolo::inline v0 {

/// One run of a sweep.
struct SweepRow {
  std::vector<std::string> policies = {};  ///< one an axis
  std::uint64_t seed = 0;
  double map50 = 0, map50_95 = 0;     ///< of the last validation
  double seconds = 0;                 ///< training and validation
  double memory_gb = 0;               ///< peak of the process during the run
  bool finished = false;
  bool found = false;                 ///< it was there already
  std::string failure = {};                ///< why it stopped; empty: it did not
  std::string folder = {}, fingerprint = {};
};

/// The finished runs of one combination.
struct SweepMean {
  std::vector<std::string> policies = {};
  int runs = 0;                       ///< finished; 0: the numbers mean nothing
  int of = 0;                         ///< begun or not
  double map50 = 0, map50_95 = 0, seconds = 0;  ///< means
  double map50_sd = 0, map50_95_sd = 0;         ///< standard deviations of a sample (n - 1); 0 for a single run
  double memory_gb = 0;               ///< the largest
};

/// In the order in which combinations first appear.
std::vector<SweepMean> sweep_means(std::span<const SweepRow> rows);

/// @param axes  heading of each axis: "optimizer"
std::string sweep_text(std::span<const std::string> axes, std::span<const SweepRow> rows);

/// A row a run, with a heading; RFC 4180 quotes, numbers that read back exactly.
std::string sweep_csv(std::span<const std::string> axes, std::span<const SweepRow> rows);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/train/sweep_table.ipp>
#endif
