// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of eval/curves.hpp.
#pragma once

#include <ctyolo/eval/curves.hpp>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace ctyolo::inline v0 {

CTYOLO_INLINE std::vector<double> curve_positions() {
  std::vector<double> positions;
  for (int i = 0; i < ConfidenceCurves::points; ++i) positions.push_back(detail::grid_point(i, ConfidenceCurves::points));
  return positions;
}

CTYOLO_INLINE std::vector<ClassCurves> class_curves(const Evidence& evidence) {
  const std::vector<double> positions = curve_positions();
  std::vector<ClassCurves> all;
  for (const auto& [cls, seen] : evidence.classes) {
    if (seen.labels <= 0) continue;
    std::vector<ScoredMatch> sorted = seen.matches;
    sort_by_score(sorted);
    const PrecisionRecall at_iou50 = precision_recall(sorted, 0, seen.labels);
    ConfidenceCurves by_confidence = confidence_curves(sorted, at_iou50);
    ClassCurves curves{cls, std::move(by_confidence.precision), std::move(by_confidence.recall), {}, {}};
    for (std::size_t i = 0; i < positions.size(); ++i)
      curves.f1.push_back(detail::f1(curves.precision[i], curves.recall[i]));
    curves.precision_at_recall.resize(positions.size());
    if (!sorted.empty()) {
      const PrecisionRecall closed = detail::closed_curve(at_iou50.recall, at_iou50.precision);
      for (std::size_t i = 0; i < positions.size(); ++i)
        curves.precision_at_recall[i] = interpolate(positions[i], closed.recall, closed.precision, closed.precision[0]);
    }
    all.push_back(std::move(curves));
  }
  return all;
}

CTYOLO_INLINE std::vector<double> mean_curve(std::span<const ClassCurves> classes, std::vector<double> ClassCurves::*curve) {
  if (classes.empty()) return {};
  std::vector<double> mean((classes.front().*curve).size());
  for (std::size_t i = 0; i < mean.size(); ++i) {
    for (const ClassCurves& c : classes) mean[i] += (c.*curve)[i];
    mean[i] /= static_cast<double>(classes.size());
  }
  return mean;
}

CTYOLO_INLINE std::vector<double> smoothed(std::span<const double> values, int points) {
  const int n = static_cast<int>(values.size()), half = points / 2;
  std::vector<double> smooth;
  for (int i = 0; i < n; ++i) {
    double sum = 0;
    for (int k = i - half; k <= i + half; ++k) sum += values[static_cast<std::size_t>(std::clamp(k, 0, n - 1))] * (1.0 / points);
    smooth.push_back(sum);
  }
  return smooth;
}

}  // namespace ctyolo::inline v0
