// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// What the training labels look like, before the first step. Tier: app (OpenCV, POSIX).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/hooks/concepts.hpp>
#include <ctyolo/hooks/picture_file.hpp>

#include <cstddef>
#include <span>
#include <string>

namespace ctyolo::inline v0 {

/// Four charts: boxes of each class; the first thousand boxes about one centre; where their centres are; their sizes.
/// Parts of the image's sides, bright where there are many. Of very many labels an even selection of 20,000 is shown.
cv::Mat draw_label_charts(std::span<const ImageRecord> records, std::span<const std::string> class_names);

/// When a training starts: FOLDER/labels.png. A resumed run keeps the picture that it has.
struct LabelPlots {
  using slot = slot::hook;
  static constexpr const char* file_name = "labels.png";

  void on(const TrainingStarted& e);
  void on(const TrainingEnded&) { pictures_.raise(); }

  PictureWriter pictures_ = {};
};
static_assert(Hook<LabelPlots>);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/hooks/label_plots.ipp>
#endif
