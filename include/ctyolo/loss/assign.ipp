// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of loss/assign.hpp.
#pragma once

#include <ctyolo/loss/assign.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace ctyolo::inline v0 {

namespace detail {

/// Cell of a position on one axis; -1: outside, and the rule leaves it out.
inline int cell_of(float position, int cells, CellRule rule) {
  const float whole = std::trunc(position);
  if (rule == CellRule::seed && !(whole >= 0 && whole < static_cast<float>(cells))) return -1;
  if (!(whole > 0)) return 0;  // NaN as well
  return static_cast<int>(std::min(whole, static_cast<float>(cells - 1)));
}

inline float fraction(float v) { return v - std::floor(v); }

/// Whether the lower (left, upper) neighbour on an axis answers too.
inline bool near_lower(float position) { return fraction(position) < 0.5f && position > 1.0f; }

/// Whether the higher (right, lower) neighbour on an axis answers too.
inline bool near_higher(float position, int cells, CellRule rule) {
  const auto n = static_cast<float>(cells);
  if (rule == CellRule::seed) return fraction(position) > 0.5f && position < n - 1.0f;
  return near_lower(n - position);
}

}  // namespace detail

CTYOLO_INLINE std::vector<Assignment> assign(std::span<const Target> targets, std::span<const AnchorSize> anchors_grid,
                                             int width, int height, double anchor_t, CellRule rule) {
  struct Fit {
    int anchor;
    std::size_t target;
    CentredBox<float> grid;
  };
  const auto limit = static_cast<float>(anchor_t);
  const auto nx = static_cast<float>(width), ny = static_cast<float>(height);
  std::vector<Fit> fits;
  for (std::size_t a = 0; a < anchors_grid.size(); ++a) {
    for (std::size_t t = 0; t < targets.size(); ++t) {
      const CentredBox<float> grid{targets[t].x * nx, targets[t].y * ny, targets[t].w * nx, targets[t].h * ny};
      const float rw = grid.w / anchors_grid[a].w, rh = grid.h / anchors_grid[a].h;
      if (std::max(rw, 1 / rw) < limit && std::max(rh, 1 / rh) < limit) fits.push_back({static_cast<int>(a), t, grid});
    }
  }

  std::vector<Assignment> all;
  all.reserve(3 * fits.size());
  const auto add = [&](const Fit& fit, float shift_x, float shift_y) {
    const int x = detail::cell_of(fit.grid.x + shift_x, width, rule);
    const int y = detail::cell_of(fit.grid.y + shift_y, height, rule);
    if (x < 0 || y < 0) return;
    const Target& t = targets[fit.target];
    const CentredBox<float> box{fit.grid.x - static_cast<float>(x), fit.grid.y - static_cast<float>(y), fit.grid.w,
                                fit.grid.h};
    all.push_back({t.image, fit.anchor, y, x, t.cls, box, anchors_grid[static_cast<std::size_t>(fit.anchor)]});
  };
  for (const Fit& f : fits) add(f, 0, 0);
  for (const Fit& f : fits)
    if (detail::near_lower(f.grid.x)) add(f, -0.5f, 0);
  for (const Fit& f : fits)
    if (detail::near_lower(f.grid.y)) add(f, 0, -0.5f);
  for (const Fit& f : fits)
    if (detail::near_higher(f.grid.x, width, rule)) add(f, 0.5f, 0);
  for (const Fit& f : fits)
    if (detail::near_higher(f.grid.y, height, rule)) add(f, 0, 0.5f);
  return all;
}

}  // namespace ctyolo::inline v0
