// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Average precision, and precision and recall at one confidence, class by class. Tier: spec (std only).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/core/results.hpp>
#include <ctyolo/eval/concepts.hpp>
#include <ctyolo/eval/matching.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace ctyolo::inline v0 {

/// A detection as the curves need it.
struct ScoredMatch {
  float score = 0;
  CorrectMask correct = 0;
};

/// Recall and precision after each detection, by falling score. [D]
struct PrecisionRecall {
  std::vector<double> recall, precision;
};

/// Value at `x` of the polygon through (xs, ys), xs ascending; `left` before the first, the last y after the last.
/// Of several points with one x the last counts, as in numpy.interp.
double interpolate(double x, std::span<const double> xs, std::span<const double> ys, double left);

/// Area with the curve closed at (recall 1, precision 0) by a straight line, 101 points, trapezoids (spec 5.3).
double area_yolov5(std::span<const double> recall, std::span<const double> precision);

/// Area with the curve closed at a recall of 0.001 beyond its last by precision 0, 101 points, trapezoids (spec 2.9).
double area_seed(std::span<const double> recall, std::span<const double> precision);

/// Mean over 101 recalls of the best precision at that recall or above; 0 where no detection reaches it (pycocotools).
double area_coco(std::span<const double> recall, std::span<const double> precision);

/// YOLOv5 v6.0 to v7.0.
struct Yolov5AP {
  using slot = slot::evaluation;
  static double area(std::span<const double> recall, std::span<const double> precision) {
    return area_yolov5(recall, precision);
  }
};
static_assert(Evaluation<Yolov5AP>);

/// pycocotools' AP over all areas at 100 boxes a class and picture; no label is a crowd.
struct CocoAP {
  using slot = slot::evaluation;
  static std::vector<CorrectMask> match(std::span<const Detection> detections, std::span<const Label> labels) {
    return match_coco(detections, labels);
  }
  static double area(std::span<const double> recall, std::span<const double> precision) {
    return area_coco(recall, precision);
  }
};
static_assert(MatchingEvaluation<CocoAP>);

/// The first YOLOv5's, mid-2020.
struct SeedAP {
  using slot = slot::evaluation;
  static constexpr double confidence = 0.1;
  static constexpr bool network_pixels = true;
  static std::vector<CorrectMask> match(std::span<const Detection> detections, std::span<const Label> labels) {
    return match_seed(detections, labels);
  }
  static double area(std::span<const double> recall, std::span<const double> precision) {
    return area_seed(recall, precision);
  }
};
static_assert(MatchingEvaluation<SeedAP> && EvaluationAtConfidence<SeedAP> && NetworkPixelEvaluation<SeedAP>);

/// Sorts by falling score; equal scores keep their order.
void sort_by_score(std::vector<ScoredMatch>& matches);

/// The curve at one threshold. @param sorted  [D] of one class  @param labels  boxes of the class, > 0
PrecisionRecall precision_recall(std::span<const ScoredMatch> sorted, int threshold, int labels);

/// Precision and recall of one class at one confidence, between two detections on a line; above the best score they are
/// those after the first detection.
struct OperatingPoint {
  double precision = 0, recall = 0;
};
OperatingPoint operating_point(std::span<const ScoredMatch> sorted, const PrecisionRecall& at_iou50, double confidence);

/// Precision and recall of one class at 1000 confidences from 0 to 1, at IoU 0.5.
struct ConfidenceCurves {
  static constexpr int points = 1000;
  std::vector<double> precision, recall;  // [1000]
};
ConfidenceCurves confidence_curves(std::span<const ScoredMatch> sorted, const PrecisionRecall& at_iou50);

/// Index of the confidence at which the mean F1 of the classes, smoothed over 101 points, is best (spec 5.3).
int best_mean_f1(std::span<const ConfidenceCurves> classes);

/// Average precision at the ten thresholds.
template <Evaluation AP>
std::array<double, 10> average_precisions(std::span<const ScoredMatch> sorted, int labels) {
  std::array<double, 10> ap{};
  for (int t = 0; t < 10; ++t) {
    const PrecisionRecall curve = precision_recall(sorted, t, labels);
    ap[static_cast<std::size_t>(t)] = AP::area(curve.recall, curve.precision);
  }
  return ap;
}

/// Detections and labels of one class over all images.
struct ClassMatches {
  int cls = 0;
  int images = 0;  ///< images that show the class
  int labels = 0;
  std::vector<ScoredMatch> matches;
};

/// Results of every class that has labels, in the order given.
template <Evaluation AP>
std::vector<ClassResult> ap_per_class(std::span<const ClassMatches> classes) {
  std::vector<ClassResult> results;
  std::vector<ConfidenceCurves> curves;
  for (const ClassMatches& c : classes) {
    if (c.labels <= 0) continue;
    std::vector<ScoredMatch> sorted = c.matches;
    sort_by_score(sorted);
    const auto ap = average_precisions<AP>(sorted, c.labels);
    double sum = 0;
    for (const double a : ap) sum += a;
    results.push_back({.cls = c.cls, .images = c.images, .instances = c.labels, .map50 = ap[0], .map50_95 = sum / 10});
    const PrecisionRecall at_iou50 = precision_recall(sorted, 0, c.labels);
    if constexpr (EvaluationAtConfidence<AP>) {
      const OperatingPoint at = operating_point(sorted, at_iou50, AP::confidence);
      results.back().precision = at.precision;
      results.back().recall = at.recall;
    } else {
      curves.push_back(confidence_curves(sorted, at_iou50));
    }
  }
  if constexpr (EvaluationAtConfidence<AP>) return results;
  const auto best = static_cast<std::size_t>(best_mean_f1(curves));
  for (std::size_t i = 0; i < results.size(); ++i) {
    results[i].precision = curves[i].precision[best];
    results[i].recall = curves[i].recall[best];
  }
  return results;
}

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/eval/average_precision.ipp>
#endif
