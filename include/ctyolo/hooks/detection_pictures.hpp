// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A picture of what the trained network finds, beside what is labelled. Tier: app (OpenCV).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/hooks/concepts.hpp>
#include <ctyolo/hooks/picture_file.hpp>

#include <cstddef>
#include <string>

namespace ctyolo::inline v0 {

/// After the last validation: FOLDER/val_detections.jpg, its sample images in pairs, labels left, detections right.
/// A picture that cannot be written must not cost the last checkpoint: the Error comes with TrainingEnded.
struct DetectionPictures {
  using slot = slot::hook;
  static constexpr const char* file_name = "val_detections.jpg";

  float min_score = 0.25F;
  int tile_px = 640;             ///< longer side of an image, at most; small ones are enlarged to 320
  std::size_t most_images = 16;  ///< the first of the samples

  void on(const TrainingStarted& e) { folder_ = e.folder; }
  void on(const Validated& e);
  void on(const TrainingEnded&) { pictures_.raise(); }

  std::string folder_ = {};  // NOLINT: not private, so that the settings can be given by name
  PictureWriter pictures_ = {};
};
static_assert(Hook<DetectionPictures>);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/hooks/detection_pictures.ipp>
#endif
