// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of eval/average_precision.hpp.
#pragma once

#include <ctyolo/eval/average_precision.hpp>

#include <bit>
#include <cmath>
#include <cstdint>

namespace ctyolo::inline v0 {

namespace detail {

/// The best precision from each point on.
inline void envelope(std::vector<double>& precision) {
  for (std::size_t i = precision.size(); i-- > 1;) precision[i - 1] = std::max(precision[i - 1], precision[i]);
}

/// Point i of numpy.linspace(0, 1, points): its rounding decides on which side of a recall like 7/10 it falls.
inline double grid_point(int i, int points) { return i == points - 1 ? 1.0 : i * (1.0 / (points - 1)); }

/// From (recall 0, first precision) to (last recall, precision 0), with the envelope of the precision (spec 5.3).
inline PrecisionRecall closed_curve(std::span<const double> recall, std::span<const double> precision, double first_precision = 1,
                                    double last_recall = 1) {
  PrecisionRecall closed{{0.0}, {first_precision}};
  closed.recall.insert(closed.recall.end(), recall.begin(), recall.end());
  closed.precision.insert(closed.precision.end(), precision.begin(), precision.end());
  closed.recall.push_back(last_recall);
  closed.precision.push_back(0.0);
  envelope(closed.precision);
  return closed;
}

/// Ascending.
inline std::vector<double> minus_scores(std::span<const ScoredMatch> sorted) {
  std::vector<double> all;
  all.reserve(sorted.size());
  for (const ScoredMatch& m : sorted) all.push_back(-static_cast<double>(m.score));
  return all;
}

/// At 101 points.
inline double trapezoids(const PrecisionRecall& closed) {
  double area = 0, last_x = 0, last_y = 0;
  for (int i = 0; i <= 100; ++i) {
    const double x = grid_point(i, 101);
    const double y = interpolate(x, closed.recall, closed.precision, closed.precision[0]);
    if (i > 0) area += (x - last_x) * (y + last_y) / 2;
    last_x = x;
    last_y = y;
  }
  return area;
}

/// interpolate() where the number of xs up to x is known.
inline double interpolate_at(std::size_t after, double x, std::span<const double> xs, std::span<const double> ys, double left) {
  if (after == 0) return left;
  const std::size_t i = after - 1;
  if (after == xs.size() || xs[i] == x) return ys[i];
  return (ys[after] - ys[i]) / (xs[after] - xs[i]) * (x - xs[i]) + ys[i];
}

inline double f1(double precision, double recall) { return 2 * precision * recall / (precision + recall + 1e-16); }

}  // namespace detail

CTYOLO_INLINE double interpolate(double x, std::span<const double> xs, std::span<const double> ys, double left) {
  return detail::interpolate_at(static_cast<std::size_t>(std::upper_bound(xs.begin(), xs.end(), x) - xs.begin()), x, xs, ys, left);
}

CTYOLO_INLINE double area_yolov5(std::span<const double> recall, std::span<const double> precision) {
  return recall.empty() ? 0 : detail::trapezoids(detail::closed_curve(recall, precision));
}

CTYOLO_INLINE double area_seed(std::span<const double> recall, std::span<const double> precision) {
  if (recall.empty()) return 0;
  return detail::trapezoids(detail::closed_curve(recall, precision, 0, std::min(recall.back() + 1e-3, 1.0)));
}

CTYOLO_INLINE double area_coco(std::span<const double> recall, std::span<const double> precision) {
  std::vector<double> best(precision.begin(), precision.end());
  detail::envelope(best);
  double sum = 0;
  for (int i = 0; i <= 100; ++i) {
    const auto reached = std::lower_bound(recall.begin(), recall.end(), detail::grid_point(i, 101)) - recall.begin();
    if (static_cast<std::size_t>(reached) < best.size()) sum += best[static_cast<std::size_t>(reached)];
  }
  return sum / 101;
}

CTYOLO_INLINE void sort_by_score(std::vector<ScoredMatch>& matches) {
  // Whole numbers that ascend as scores fall, the place in the lower half: one comparison a pair, and no ties.
  std::vector<std::uint64_t> order(matches.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    const auto bits = std::bit_cast<std::uint32_t>(matches[i].score + 0.0f);  // -0 becomes 0
    order[i] = std::uint64_t{(bits >> 31) != 0 ? bits : ~(bits | 0x80000000u)} << 32 | i;
  }
  std::sort(order.begin(), order.end());
  std::vector<ScoredMatch> sorted;
  sorted.reserve(matches.size());
  for (const std::uint64_t key : order) sorted.push_back(matches[static_cast<std::uint32_t>(key)]);
  matches.swap(sorted);
}

CTYOLO_INLINE PrecisionRecall precision_recall(std::span<const ScoredMatch> sorted, int threshold, int labels) {
  PrecisionRecall curve{std::vector<double>(sorted.size()), std::vector<double>(sorted.size())};
  int right = 0;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    right += (sorted[i].correct >> threshold) & 1;
    curve.recall[i] = static_cast<double>(right) / labels;
    curve.precision[i] = static_cast<double>(right) / static_cast<double>(i + 1);
  }
  return curve;
}

CTYOLO_INLINE OperatingPoint operating_point(std::span<const ScoredMatch> sorted, const PrecisionRecall& at_iou50,
                                             double confidence) {
  if (sorted.empty()) return {};
  const std::vector<double> minus_score = detail::minus_scores(sorted);
  return {interpolate(-confidence, minus_score, at_iou50.precision, at_iou50.precision[0]),
          interpolate(-confidence, minus_score, at_iou50.recall, at_iou50.recall[0])};
}

CTYOLO_INLINE ConfidenceCurves confidence_curves(std::span<const ScoredMatch> sorted, const PrecisionRecall& at_iou50) {
  ConfidenceCurves curves;
  curves.precision.resize(ConfidenceCurves::points);
  curves.recall.resize(ConfidenceCurves::points);
  if (sorted.empty()) return curves;  // a class that is never found counts as 0, at every confidence
  const std::vector<double> minus_score = detail::minus_scores(sorted);
  std::size_t after = minus_score.size();
  for (int i = 0; i < ConfidenceCurves::points; ++i) {
    const double x = -detail::grid_point(i, ConfidenceCurves::points);
    while (after > 0 && minus_score[after - 1] > x) --after;
    curves.precision[static_cast<std::size_t>(i)] = detail::interpolate_at(after, x, minus_score, at_iou50.precision, 1.0);
    curves.recall[static_cast<std::size_t>(i)] = detail::interpolate_at(after, x, minus_score, at_iou50.recall, 0.0);
  }
  return curves;
}

CTYOLO_INLINE int best_mean_f1(std::span<const ConfidenceCurves> classes) {
  if (classes.empty()) return 0;
  constexpr int n = ConfidenceCurves::points, half = 50;  // smoothed by a box of 101 points
  std::vector<double> mean(n);
  for (int i = 0; i < n; ++i) {
    double sum = 0;
    for (const ConfidenceCurves& c : classes)
      sum += detail::f1(c.precision[static_cast<std::size_t>(i)], c.recall[static_cast<std::size_t>(i)]);
    mean[static_cast<std::size_t>(i)] = sum / static_cast<double>(classes.size());
  }
  int best = 0;
  double best_sum = -1;
  for (int i = 0; i < n; ++i) {
    double sum = 0;
    for (int k = i - half; k <= i + half; ++k)
      sum += mean[static_cast<std::size_t>(std::clamp(k, 0, n - 1))] * (1.0 / (2 * half + 1));
    if (sum > best_sum) {
      best_sum = sum;
      best = i;
    }
  }
  return best;
}

}  // namespace ctyolo::inline v0
