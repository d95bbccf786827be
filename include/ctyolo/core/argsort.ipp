// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of core/argsort.hpp.
#pragma once

#include <ctyolo/core/argsort.hpp>

#include <bit>
#include <cstddef>
#include <numeric>
#include <utility>

namespace ctyolo::inline v0 {

CTYOLO_INLINE std::vector<int> argsort_as_numpy(std::span<const double> values) {
  std::vector<int> order(values.size());
  std::iota(order.begin(), order.end(), 0);
  if (order.size() < 2) return order;
  const auto at = [&](std::ptrdiff_t place) -> double { return values[static_cast<std::size_t>(order[static_cast<std::size_t>(place)])]; };
  const auto exchange = [&](std::ptrdiff_t a, std::ptrdiff_t b) { std::swap(order[static_cast<std::size_t>(a)], order[static_cast<std::size_t>(b)]); };
  struct Part {
    std::ptrdiff_t first, last;
    int splits;  // that are still allowed
  };
  std::vector<Part> open{{0, static_cast<std::ptrdiff_t>(order.size()) - 1, 2 * static_cast<int>(std::bit_width(order.size()) - 1)}};
  while (!open.empty()) {
    Part part = open.back();
    open.pop_back();
    while (part.last - part.first > 16 && part.splits >= 0) {
      const std::ptrdiff_t middle = part.first + (part.last - part.first) / 2;
      if (at(middle) < at(part.first)) exchange(middle, part.first);
      if (at(part.last) < at(middle)) exchange(part.last, middle);
      if (at(middle) < at(part.first)) exchange(middle, part.first);
      const double pivot = at(middle);
      std::ptrdiff_t left = part.first, right = part.last - 1;
      exchange(middle, right);
      while (true) {
        do ++left; while (at(left) < pivot);
        do --right; while (pivot < at(right));
        if (left >= right) break;
        exchange(left, right);
      }
      exchange(left, part.last - 1);
      --part.splits;
      if (left - part.first < part.last - left) {
        open.push_back({left + 1, part.last, part.splits});
        part.last = left - 1;
      } else {
        open.push_back({part.first, left - 1, part.splits});
        part.first = left + 1;
      }
    }
    for (std::ptrdiff_t i = part.first + 1; i <= part.last; ++i)
      for (std::ptrdiff_t k = i; k > part.first && at(k) < at(k - 1); --k) exchange(k, k - 1);
  }
  return order;
}

}  // namespace ctyolo::inline v0
