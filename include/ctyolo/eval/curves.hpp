// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Precision, recall and F1 over the confidence, precision over recall: the curves of a validation. Tier: spec (std only).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/eval/evidence.hpp>

#include <span>
#include <vector>

namespace ctyolo::inline v0 {

/// Curves of one class at IoU 0.5, each at 1000 even steps from 0 to 1 of a confidence or of a recall.
struct ClassCurves {
  int cls = 0;
  std::vector<double> precision, recall, f1;  ///< over the confidence [1000]
  std::vector<double> precision_at_recall;    ///< under v7.0's envelope, falling to 0 at recall 1 [1000]
};

/// 0, 1/999, ... 1: where the curves are given.
std::vector<double> curve_positions();

/// Of every class that has labels, by class number. A class of which nothing was found has zeros.
std::vector<ClassCurves> class_curves(const Evidence& evidence);

/// Point by point, over the classes; empty without classes. @param curve  one of the members
std::vector<double> mean_curve(std::span<const ClassCurves> classes, std::vector<double> ClassCurves::*curve);

/// Moving mean over an odd number of points, the ends held.
std::vector<double> smoothed(std::span<const double> values, int points);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/eval/curves.ipp>
#endif
