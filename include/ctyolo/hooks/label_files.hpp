// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Detections as label files, a text file an image. Tier: app (POSIX).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/hooks/concepts.hpp>

#include <span>
#include <string>

namespace ctyolo::inline v0 {

/// A line a box, as YOLOv5's --save-txt: class, centre and size as shares of the picture, and the score where asked.
/// Six digits each. @param width_px  of the picture that the boxes are of
std::string label_lines(std::span<const Detection> found, int width_px, int height_px, bool scores);

/// Writes folder/NAME.txt for every image of a validation that something was found on; the folder is made.
struct LabelFiles {
  using slot = slot::hook;

  std::string folder = "labels";  ///< in a training: inside the run's folder; empty: nothing is written
  bool scores = false;

  bool wants_all_detections() const { return !folder.empty(); }
  void on(const TrainingStarted& e) { run_ = e.folder + "/"; }
  void on(const Validated& e);
  void on(const TrainingEnded& e);

  std::string run_ = {}, problem_ = {};  // NOLINT: not private, so that the settings can be given by name
};
static_assert(Hook<LabelFiles>);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/hooks/label_files.ipp>
#endif
