// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Detections of a validation in COCO's format of results, for pycocotools and other judges. Tier: app (POSIX).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/hooks/concepts.hpp>

#include <array>
#include <span>
#include <string>

namespace ctyolo::inline v0 {

/// COCO's numbers of the 80 classes that it uses, in YOLOv5's order: 1 to 90 without the ten that have no pictures.
inline constexpr std::array<int, 80> coco_categories = [] {
  std::array<int, 80> ids{};
  std::size_t at = 0;
  for (int id = 1; id <= 90; ++id) {
    const int left_out[] = {12, 26, 29, 30, 45, 66, 68, 69, 71, 83};
    bool used = true;
    for (const int out : left_out) used = used && id != out;
    if (used) ids[at++] = id;
  }
  return ids;
}();

/// As v7.0's --save-json: a record a box, image_id the number that the file's name is (else the name), bbox [left, top,
/// width, height] in native pixels to 3 decimals, score to 5. @param categories  of each class; empty: the class's number
std::string coco_results(std::span<const ImageDetections> images, std::span<const int> categories = {});

/// Whether COCO's own categories are meant: v7.0's rule, the data.yaml's `val` ends in coco/val2017.txt.
inline bool is_coco(const std::string& val_source) { return val_source.ends_with("coco/val2017.txt"); }

/// Writes predictions.json after a validation, and after the last one of a training into the run's folder.
/// @code
///   HookSet<ProgressBar, CocoJson> hooks({ProgressBar(), CocoJson{.file = "predictions.json"}});
///   validate<YoloV5n>({.weights = "best.safetensors", .data = "coco.yaml"}, hooks);
/// @endcode
struct CocoJson {
  using slot = slot::hook;

  std::string file = "predictions.json";  ///< empty: nothing is written
  bool coco_ids = false;                  ///< coco_categories instead of class numbers; nets of 80 classes

  bool wants_all_detections() const { return !file.empty(); }
  void on(const TrainingStarted& e) { folder_ = e.folder + "/"; }
  void on(const Validated& e);
  void on(const TrainingEnded& e);

  std::string folder_ = {}, problem_ = {};  // NOLINT: not private, so that the settings can be given by name
};
static_assert(Hook<CocoJson>);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/hooks/coco_json.ipp>
#endif
