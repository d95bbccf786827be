// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The rows of studies as curves: speed against mAP, and mAP over the image size. Tier: app (OpenCV, POSIX).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/data/opencv.hpp>
#include <ctyolo/train/study_table.hpp>

#include <span>
#include <string>
#include <vector>

namespace ctyolo::inline v0 {

/// One checkpoint at several sizes.
struct StudyCurve {
  std::string name = {};
  std::vector<StudyRow> rows = {};
};

/// On the left mAP@.5:.95 over the milliseconds of inference and NMS an image, each point with its image size; on the right
/// mAP@.5:.95, and thin mAP@.5, over the image size. Empty without rows.
cv::Mat study_picture(std::span<const StudyCurve> curves);

/// Writes FOLDER/NAME.txt, and FOLDER/study.png of all study_*.txt of the folder: those of other checkpoints that were
/// studied into the same one are drawn beside it. @throws Error in one line
void write_study(const std::string& folder, const std::string& name, std::span<const StudyRow> rows);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/train/study_chart.ipp>
#endif
