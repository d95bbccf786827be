// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// What reading a data split found. Tier: spec (std only).
#pragma once

#include <string>
#include <vector>

namespace ctyolo::inline v0 {

/// Counts of one split, and what was wrong with it.
struct DatasetSummary {
  std::string split;                  ///< "train" or "val"
  std::string path;                   ///< what the data.yaml entry was resolved to
  int images = 0;                     ///< usable
  int labelled = 0;                   ///< with at least one box
  int missing = 0;                    ///< without a label file: background
  int empty = 0;                      ///< label file without a row: background
  int corrupt = 0;                    ///< images left out
  int instances = 0;                  ///< boxes
  bool from_index = false;            ///< true: read from the saved index, files unchanged
  std::vector<std::string> warnings;  ///< a line each, with file and line
};

}  // namespace ctyolo::inline v0
