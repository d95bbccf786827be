// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Depth and width multiples: how one table of rows becomes n, s, m, l and x. Tier: spec (std only).
#pragma once

namespace ctyolo::inline v0 {

/// YOLOv5's depth_multiple and width_multiple.
struct Scale {
  double depth = 1.0;
  double width = 1.0;
};

/// Channels after scaling: rounded up to a multiple of 8.
constexpr int scaled_channels(int channels, const Scale& s) {
  const double eighths = channels * s.width / 8.0;
  const int whole = static_cast<int>(eighths);
  return (whole + (eighths > whole ? 1 : 0)) * 8;
}

/// Repeats after scaling: rounded to nearest (half to even, as Python rounds), at least 1; a single block is never scaled.
constexpr int scaled_repeats(int repeats, const Scale& s) {
  if (repeats <= 1) return repeats;
  const double x = repeats * s.depth;
  const int whole = static_cast<int>(x);
  const double rest = x - whole;
  const int rounded = whole + (rest > 0.5 || (rest == 0.5 && whole % 2 == 1) ? 1 : 0);
  return rounded < 1 ? 1 : rounded;
}

}  // namespace ctyolo::inline v0
