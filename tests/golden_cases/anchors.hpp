// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A case's labels as anchors are fitted to them: for the golden tests and for replay.
#pragma once

#include <ctyolo/anchors/label_sizes.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

namespace test {

inline std::vector<ctyolo::SizePx> sizes_of(const std::vector<float>& wh) {
  std::vector<ctyolo::SizePx> all;
  for (std::size_t i = 0; i < wh.size(); i += 2) all.push_back({wh[i], wh[i + 1]});
  return all;
}

/// Labels at the training size, as a training collects them.
/// @param shapes [I,2] of the images @param image [T] of each label, its index @param sizes [T] of the labels, normalised
inline ctyolo::LabelSizes label_sizes(const std::vector<int>& shapes, const std::vector<int>& image,
                                      const std::vector<ctyolo::SizePx>& sizes, int img_px) {
  ctyolo::LabelSizes all;
  for (std::size_t i = 0; 2 * i < shapes.size(); ++i) {
    std::vector<ctyolo::Target> here;
    for (std::size_t k = 0; k < sizes.size(); ++k)
      if (image[k] == static_cast<int>(i)) here.push_back({.x = 0.5F, .y = 0.5F, .w = sizes[k].w, .h = sizes[k].h});
    all.add(shapes[2 * i], shapes[2 * i + 1], img_px, here);
  }
  return all;
}

/// What k-means makes smaller: the mean distance to the nearest centre, sides in standard deviations.
inline double mean_distance(const std::vector<ctyolo::SizePx>& labels, const std::vector<ctyolo::SizePx>& centres) {
  const auto n = static_cast<double>(labels.size());
  double w = 0, h = 0, ww = 0, hh = 0, sum = 0;
  for (const ctyolo::SizePx& s : labels) w += s.w / n, h += s.h / n;
  for (const ctyolo::SizePx& s : labels) ww += (s.w - w) * (s.w - w) / n, hh += (s.h - h) * (s.h - h) / n;
  for (const ctyolo::SizePx& s : labels) {
    double least = std::numeric_limits<double>::infinity();
    for (const ctyolo::SizePx& c : centres)
      least = std::min(least, std::hypot((double(s.w) - c.w) / std::sqrt(ww), (double(s.h) - c.h) / std::sqrt(hh)));
    sum += least;
  }
  return sum / n;
}

}  // namespace test
