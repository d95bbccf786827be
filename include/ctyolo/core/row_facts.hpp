// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A row of a net's table as a value that can be printed, for whoever knows no net type. Tier: spec (std only).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace ctyolo::inline v0 {

/// One row of the net's table, shapes known (train/describe.hpp makes it).
struct RowFacts {
  std::string from;                 ///< as the table says it: "-1", "-1 6"
  int repeats = 1;                  ///< after scaling by the net's depth
  std::string block;                ///< "C3<128>"
  int channels = 0, stride_px = 1;  ///< of its output; of a detector's first level
  std::int64_t parameters = 0;
  double gflops = 0;                ///< of one picture at the training size
  std::vector<int> sources = {};    ///< the rows it reads, counted from the first; -1: the picture
  bool operator==(const RowFacts&) const = default;
};

}  // namespace ctyolo::inline v0
