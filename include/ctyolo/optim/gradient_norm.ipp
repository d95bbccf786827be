// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of optim/gradient_norm.hpp.
#pragma once

#include <ctyolo/backend/parallel.hpp>
#include <ctyolo/optim/gradient_norm.hpp>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace ctyolo::inline v0 {

CTYOLO_INLINE double sum_of_squares(const float* values, std::int64_t count) {
  constexpr std::int64_t piece = 4096;
  const std::int64_t pieces = (count + piece - 1) / piece;
  std::vector<double> sums(static_cast<std::size_t>(pieces));
  parallel_for(0, pieces, 8, [&](std::int64_t from, std::int64_t to) {
    for (std::int64_t p = from; p < to; ++p) {
      const std::int64_t end = std::min(count, (p + 1) * piece);
      double sum[4] = {0, 0, 0, 0};  // four chains: an addition need not wait for the one before it
      std::int64_t i = p * piece;
      for (; i + 4 <= end; i += 4) {
        for (int k = 0; k < 4; ++k) sum[k] += static_cast<double>(values[i + k]) * static_cast<double>(values[i + k]);
      }
      for (; i < end; ++i) sum[0] += static_cast<double>(values[i]) * static_cast<double>(values[i]);
      sums[static_cast<std::size_t>(p)] = (sum[0] + sum[1]) + (sum[2] + sum[3]);
    }
  });
  double total = 0;
  for (const double s : sums) total += s;
  return total;
}

}  // namespace ctyolo::inline v0
