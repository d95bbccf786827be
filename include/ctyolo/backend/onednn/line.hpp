// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Ways through a map: its units' vectors, its rows. Tier: spec (std, OpenMP).
#pragma once

#include <ctyolo/backend/onednn/blocked_map.hpp>
#include <ctyolo/backend/parallel.hpp>
#include <ctyolo/backend/wide.hpp>

#include <cstdint>
#include <type_traits>

namespace ctyolo::inline v0::onednn::detail {

/// A unit's vectors, `step` numbers apart.
template <class T>
struct Line {
  T* data;
  std::int64_t step;

  Line(const MapOf<std::remove_const_t<T>>& map, std::int64_t unit) : data(map.unit(unit)), step(map.pixel_stride) {}
  Line(T* begin, std::int64_t distance) : data(begin), step(distance) {}

  CTYOLO_BODY T* operator[](std::int64_t p) const { return data + p * step; }
};

/// Calls f(image, row) for every row of every image, over the threads.
template <class F>
void for_rows(const MapShape& map, const F& f) {
  parallel_for(0, std::int64_t{map.images} * map.height, 1, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t r = begin; r < end; ++r) f(r / map.height, r % map.height);
  });
}

}  // namespace ctyolo::inline v0::onednn::detail
