// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Curves of precision, recall and F1, and who was taken for whom. Tier: app (OpenCV, POSIX).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/eval/curves.hpp>
#include <ctyolo/hooks/concepts.hpp>
#include <ctyolo/hooks/picture_file.hpp>

#include <span>
#include <string>

namespace ctyolo::inline v0 {

/// Precision over recall at IoU 0.5; the legend has the average precisions of `results`.
cv::Mat draw_precision_recall(std::span<const ClassCurves> curves, const Results& results, std::span<const std::string> class_names);

/// A curve of each class over the confidence, and their mean, smoothed over 51 of 1000 points; its best point is in the
/// legend. From 21 classes on the classes' curves are grey and without a name.
cv::Mat draw_over_confidence(std::span<const ClassCurves> curves, std::vector<double> ClassCurves::*which, const std::string& name,
                             std::span<const std::string> class_names);

/// Columns: what was labelled; rows: what was found there, as a part of the column; last the background.
cv::Mat draw_confusion(const ConfusionMatrix& matrix, std::span<const std::string> class_names);

/// After the last validation: PR_curve.png, F1_curve.png, P_curve.png, R_curve.png and confusion_matrix.png, as YOLOv5
/// v7.0 makes them.
struct ValidationPlots {
  using slot = slot::hook;

  std::string folder = {};  ///< where to; that of the run when empty

  void on(const TrainingStarted& e) { run_folder_ = e.folder; }
  void on(const Validated& e);
  void on(const TrainingEnded&) { pictures_.raise(); }

  std::string run_folder_ = {};
  PictureWriter pictures_ = {};
};
static_assert(Hook<ValidationPlots>);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/hooks/validation_plots.ipp>
#endif
