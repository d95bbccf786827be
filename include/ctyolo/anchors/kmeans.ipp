// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of anchors/kmeans.hpp.
#pragma once

#include <ctyolo/anchors/kmeans.hpp>

#include <ctyolo/anchors/levels.hpp>
#include <ctyolo/core/random.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>

namespace ctyolo::inline v0 {

namespace detail {

struct PointD { double x = 0, y = 0; };

/// Centres and the mean distance of the points to the nearest one.
struct Clusters {
  std::vector<PointD> centres;
  double distance = std::numeric_limits<double>::infinity();
};

/// One pass: every point to its nearest centre, every centre to the mean of its points.
inline Clusters settle_once(std::span<const PointD> points, const std::vector<PointD>& centres) {
  struct Sum { double x = 0, y = 0, n = 0; };
  std::vector<Sum> sums(centres.size());
  double total = 0, farthest = -1;
  PointD outlier;
  for (const PointD& p : points) {
    std::size_t nearest = 0;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t k = 0; k < centres.size(); ++k) {
      const double dx = p.x - centres[k].x, dy = p.y - centres[k].y, squared = dx * dx + dy * dy;
      if (squared < least) {
        least = squared;
        nearest = k;
      }
    }
    Sum& s = sums[nearest];
    s = {s.x + p.x, s.y + p.y, s.n + 1};
    total += std::sqrt(least);
    if (least > farthest) {
      farthest = least;
      outlier = p;
    }
  }
  Clusters next{.centres = {}, .distance = total / static_cast<double>(points.size())};
  bool taken = false;  // one empty centre a pass; a second one finds another outlier in the next
  for (std::size_t k = 0; k < centres.size(); ++k) {
    if (sums[k].n > 0) next.centres.push_back({sums[k].x / sums[k].n, sums[k].y / sums[k].n});
    else next.centres.push_back(std::exchange(taken, true) ? centres[k] : outlier);
  }
  return next;
}

/// Passes until the mean distance stops falling. The distance belongs to the centres before the last pass.
inline Clusters settle(std::span<const PointD> points, std::vector<PointD> centres) {
  Clusters best{.centres = centres, .distance = std::numeric_limits<double>::infinity()};
  for (int pass = 0; pass < 300; ++pass) {
    Clusters next = settle_once(points, centres);
    const double gain = best.distance - next.distance;
    if (next.distance < best.distance) best = {.centres = centres, .distance = next.distance};
    if (gain <= 1e-5) break;
    centres = std::move(next.centres);
  }
  return best;
}

inline std::vector<SizePx> distinct_sizes(std::span<const SizePx> sizes) {
  std::vector<SizePx> all(sizes.begin(), sizes.end());
  std::sort(all.begin(), all.end(), [](const SizePx& a, const SizePx& b) { return std::pair(a.w, a.h) < std::pair(b.w, b.h); });
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

/// `count` different positions of `points`, at random.
inline std::vector<PointD> random_centres(std::span<const PointD> points, int count, Random& random) {
  std::vector<std::size_t> places;
  while (static_cast<int>(places.size()) < count) {
    const auto place = static_cast<std::size_t>(random.below(points.size()));
    if (std::find(places.begin(), places.end(), place) == places.end()) places.push_back(place);
  }
  std::vector<PointD> centres;
  for (const std::size_t i : places) centres.push_back(points[i]);
  return centres;
}

}  // namespace detail

CTYOLO_INLINE std::vector<SizePx> kmeans_anchors(std::span<const SizePx> labels_px, int count, std::uint64_t seed) {
  if (labels_px.empty() || count < 1) return {};
  const auto wanted = static_cast<std::size_t>(count);
  std::vector<SizePx> sizes = detail::distinct_sizes(labels_px);
  if (sizes.size() < wanted) {
    Random random({.seed = seed, .purpose = Purpose::anchor_kmeans});
    const std::size_t given = sizes.size();
    for (std::size_t i = given; i < wanted; ++i) {
      const auto factor = [&] { return static_cast<float>(std::exp2(random.uniform(-1, 1))); };
      const SizePx s = sizes[i % given];
      const float w = s.w * factor();
      sizes.push_back({w, s.h * factor()});
    }
    return sorted_by_area(std::move(sizes));
  }

  double mean_w = 0, mean_h = 0, var_w = 0, var_h = 0;
  const auto n = static_cast<double>(labels_px.size());
  for (const SizePx& s : labels_px) mean_w += s.w / n, mean_h += s.h / n;
  for (const SizePx& s : labels_px) var_w += (s.w - mean_w) * (s.w - mean_w) / n, var_h += (s.h - mean_h) * (s.h - mean_h) / n;
  const double unit_w = var_w > 0 ? std::sqrt(var_w) : 1, unit_h = var_h > 0 ? std::sqrt(var_h) : 1;
  std::vector<detail::PointD> points;
  points.reserve(labels_px.size());
  for (const SizePx& s : labels_px) points.push_back({s.w / unit_w, s.h / unit_h});

  constexpr std::size_t most = 16384;
  std::vector<detail::PointD> picked;
  if (points.size() > most)
    for (std::size_t i = 0; i < most; ++i) picked.push_back(points[i * points.size() / most]);
  const std::span<const detail::PointD> few = picked.empty() ? points : picked;
  detail::Clusters best;
  for (std::uint64_t start = 0; start < 30; ++start) {
    Random random({.seed = seed, .position = start, .purpose = Purpose::anchor_kmeans});
    detail::Clusters found = detail::settle(few, detail::random_centres(few, count, random));
    if (found.distance < best.distance) best = std::move(found);
  }
  if (!picked.empty()) best = detail::settle(points, best.centres);

  std::vector<SizePx> anchors;
  for (const detail::PointD& c : best.centres) anchors.push_back({static_cast<float>(c.x * unit_w), static_cast<float>(c.y * unit_h)});
  return sorted_by_area(std::move(anchors));
}

}  // namespace ctyolo::inline v0
