// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A term over many logits at once: the loops of the loss that must be fast. Tier: spec (std, OpenMP).
#pragma once

#include <ctyolo/backend/parallel.hpp>
#include <ctyolo/backend/simd.hpp>
#include <ctyolo/core/heads.hpp>
#include <ctyolo/loss/class_term.hpp>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <vector>

namespace ctyolo::inline v0 {

/// A run of numbers at equal distances.
template <class T>
struct StridedRun {
  T* data = nullptr;
  std::int64_t stride = 0, count = 0;
};

/// Sum of the terms of a run of logits that share one target.
///
/// Where `slopes.data` is not null, scale * slope is written there, one a logit. Numbers go through a small buffer, so
/// both runs may have any stride.
template <ClassTerm Term, class T>
double sum_terms(StridedRun<const T> logits, double target, const TermSettings& settings, StridedRun<T> slopes,
                 double scale) {
  using V = Packet<T>;
  constexpr std::int64_t block = 64;
  T buffer[block];
  double total = 0;
  for (std::int64_t from = 0; from < logits.count; from += block) {
    const std::int64_t n = std::min(block, logits.count - from);
    const T* in = logits.data + from * logits.stride;
    if (logits.stride == 1) {
      std::memcpy(buffer, in, static_cast<std::size_t>(n) * sizeof(T));
    } else {
      for (std::int64_t i = 0; i < n; ++i) buffer[i] = in[i * logits.stride];
    }
    V sums{};
    std::int64_t i = 0;
    for (; i + lanes<V> <= n; i += lanes<V>) {
      const TermSlope<V> term = Term::at(load<V>(buffer + i), broadcast<V>(target), settings);
      sums += term.value;
      store<V>(buffer + i, term.slope * broadcast<V>(scale));
    }
    total += static_cast<double>(lane_sum(sums));
    for (; i < n; ++i) {
      const TermSlope<T> term = Term::at(buffer[i], static_cast<T>(target), settings);
      total += static_cast<double>(term.value);
      buffer[i] = term.slope * static_cast<T>(scale);
    }
    if (slopes.data == nullptr) continue;
    T* out = slopes.data + from * slopes.stride;
    if (slopes.stride == 1) {
      std::memcpy(out, buffer, static_cast<std::size_t>(n) * sizeof(T));
    } else {
      for (std::int64_t k = 0; k < n; ++k) out[k * slopes.stride] = buffer[k];
    }
  }
  return total;
}

namespace detail {

/// Zeros in all outputs of rows [y0, y1) of one image and anchor.
template <class T>
void clear_rows(const HeadView<T>& map, int image, int anchor, int y0, int y1) {
  const auto zero = [](T* p, std::int64_t count) { std::memset(p, 0, static_cast<std::size_t>(count) * sizeof(T)); };
  if (map.stride_output == 1) {
    for (int y = y0; y < y1; ++y)
      for (int x = 0; x < map.width; ++x) zero(map.at(image, anchor, y, x), map.outputs);
    return;
  }
  for (int o = 0; o < map.outputs; ++o) {
    T* plane = map.at(image, anchor, y0, 0) + o * map.stride_output;
    if (map.stride_x == 1 && map.stride_y == map.width) {
      zero(plane, std::int64_t{y1 - y0} * map.width);
      continue;
    }
    for (int y = 0; y < y1 - y0; ++y)
      for (int x = 0; x < map.width; ++x) plane[y * map.stride_y + x * map.stride_x] = 0;
  }
}

template <class T>
bool rows_are_one_run(const HeadView<T>& map) {
  return map.stride_y == map.width * map.stride_x;
}

}  // namespace detail

/// Sum of the objectness terms of a level as if it showed nothing (target 0 in every cell).
///
/// Where `gradient.data` is not null, all of it is written: scale * slope as objectness, zeros elsewhere. Cells that
/// show something are put right afterwards: they are few. The sum is taken over bands of rows, whatever the threads do.
template <ClassTerm Term, class T>
double sum_background(const HeadView<const T>& raw, const HeadView<T>& gradient, const TermSettings& settings,
                      double scale) {
  constexpr int objectness = 4, band_rows = 8;
  const int bands = (raw.height + band_rows - 1) / band_rows;
  const std::int64_t pieces = std::int64_t{raw.images} * raw.anchors * bands;
  const bool writes = gradient.data != nullptr;
  const bool joined = detail::rows_are_one_run(raw) && (!writes || detail::rows_are_one_run(gradient));
  std::vector<double> sums(static_cast<std::size_t>(pieces));
  parallel_for(0, pieces, 4, [&](std::int64_t from, std::int64_t to) {
    for (std::int64_t piece = from; piece < to; ++piece) {
      const int image = static_cast<int>(piece / bands / raw.anchors),
                anchor = static_cast<int>(piece / bands % raw.anchors);
      const int y0 = static_cast<int>(piece % bands) * band_rows, y1 = std::min(raw.height, y0 + band_rows);
      if (writes) detail::clear_rows(gradient, image, anchor, y0, y1);
      const int rows = joined ? y1 - y0 : 1;
      double sum = 0;
      for (int y = y0; y < y1; y += rows) {
        const std::int64_t cells = std::int64_t{rows} * raw.width;
        const StridedRun<const T> logits{raw.at(image, anchor, y, 0) + objectness * raw.stride_output, raw.stride_x,
                                         cells};
        StridedRun<T> slopes;
        if (writes)
          slopes = {gradient.at(image, anchor, y, 0) + objectness * gradient.stride_output, gradient.stride_x, cells};
        sum += sum_terms<Term>(logits, 0.0, settings, slopes, scale);
      }
      sums[static_cast<std::size_t>(piece)] = sum;
    }
  });
  double total = 0;
  for (const double s : sums) total += s;
  return total;
}

}  // namespace ctyolo::inline v0
