// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// What the network is shown in training, and what it answers in validation, under YOLOv5's names. Tier: app (OpenCV, POSIX).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/hooks/concepts.hpp>
#include <ctyolo/hooks/picture_file.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace ctyolo::inline v0 {

/// The first 16 images of a batch with their boxes, 4 a row; scaled down to a side of 1920 px at most.
cv::Mat draw_batch(const Batch& batch, std::span<const std::string> class_names);

/// train_batch0.jpg, 1, 2: the first batches of a run after augmentation (a resumed run keeps those that it has).
/// val_batch0_labels.jpg and val_batch0_pred.jpg: the samples of the last validation, as labelled and as found.
struct BatchPictures {
  using slot = slot::hook;

  int batches = 3;
  float min_score = 0.25F;

  void on(const TrainingStarted& e);
  void on(const BatchLoaded& e);
  void on(const Validated& e);
  void on(const TrainingEnded&) { pictures_.raise(); }

  void write_sample_pictures(const Validated& e, const std::string& path) const;

  std::string folder_ = {};  // NOLINT: not private, so that the settings can be given by name
  std::vector<std::string> class_names_ = {};
  int drawn_ = 0;
  PictureWriter pictures_ = {};
};
static_assert(Hook<BatchPictures>);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/hooks/batch_pictures.ipp>
#endif
