// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The table of a study: a row an image size. Tier: spec (std only).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/core/results.hpp>

#include <span>
#include <string>
#include <vector>

namespace ctyolo::inline v0 {

/// What a validation at one image size found, and how long it took.
struct StudyRow {
  double precision = 0, recall = 0, map50 = 0, map50_95 = 0;
  LossItems loss = {};
  SpeedMs speed = {};
  int img_px = 0, batch = 0;  ///< 0: not known

  /// Inference and NMS, milliseconds an image.
  constexpr double ms() const { return speed.inference + speed.nms; }
};

StudyRow study_row(const Results& results, int img_px, int batch);

/// A heading that numpy.loadtxt passes over, then rows as YOLOv5 v7.0 writes them (%10.4g: P, R, mAP@.5, mAP@.5:.95, three
/// losses, milliseconds an image of pre-processing, inference and NMS), and behind them image size and batch.
std::string study_text(std::span<const StudyRow> rows);

/// Reads such a file, and v7.0's own, whose rows have ten numbers. @param what  its name, for the Error
/// @throws Error in one line when a row is something else
std::vector<StudyRow> read_study(const std::string& text, const std::string& what);

/// "study_bccd_yolov5n", of the names of data and weights; of a run's best and last "study_bccd_exp3-best".
std::string study_name(const std::string& data, const std::string& weights);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/train/study_table.ipp>
#endif
