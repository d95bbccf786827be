// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// What a validation and a training report. Tier: spec (std only).
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace ctyolo::inline v0 {

/// Mean of each part of the loss, after its gain.
struct LossItems {
  double box = 0, obj = 0, cls = 0;
  constexpr double total() const { return box + obj + cls; }
  constexpr bool operator==(const LossItems&) const = default;
};

/// One class of a validation; the order of the vector is by class number, classes without labels are left out.
struct ClassResult {
  int cls = 0;
  int images = 0;     ///< images that show the class
  int instances = 0;  ///< labelled boxes
  double precision = 0, recall = 0, map50 = 0, map50_95 = 0;
};

/// Milliseconds an image, YOLOv5's speed line.
struct SpeedMs {
  double preprocess = 0, inference = 0, nms = 0;
};

/// The seed's seven numbers (P, R, mAP@.5, mAP@.5:.95, validation losses), the classes and the times.
struct Results {
  double precision = 0, recall = 0, map50 = 0, map50_95 = 0;
  LossItems loss;
  int images = 0;
  int instances = 0;
  std::vector<ClassResult> classes;
  SpeedMs speed;
  double seconds = 0;        ///< of this validation
  int best_epoch = -1;       ///< filled by fit()
  double train_seconds = 0;  ///< filled by fit(): the whole training
  std::string folder;        ///< filled by fit(): where the run's files are

  /// YOLOv5's fitness: what "best" means.
  constexpr double fitness() const { return 0.1 * map50 + 0.9 * map50_95; }
};
/// map50_95 of every class; the mean, for those that had no label (YOLOv5's `maps`).
inline std::vector<double> class_maps(const Results& results, int classes) {
  std::vector<double> maps(static_cast<std::size_t>(classes), results.map50_95);
  for (const ClassResult& c : results.classes)
    if (c.cls >= 0 && c.cls < classes) maps[static_cast<std::size_t>(c.cls)] = c.map50_95;
  return maps;
}

}  // namespace ctyolo::inline v0
