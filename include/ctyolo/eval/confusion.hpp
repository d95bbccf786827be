// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Which class was found where which class was labelled. Tier: spec (std only).
#pragma once

#include <ctyolo/core/box.hpp>
#include <ctyolo/core/config.hpp>

#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

namespace ctyolo::inline v0 {

/// YOLOv5 v7.0's rule: detections with a score above .25 and labels pair up, whatever their classes, when they overlap
/// by more than .45, the best overlap first. What is left without a partner pairs with the background.
/// @note Deviation: v7.0 forgets the surplus detections of an image without labels or without a pair; here they count.
class ConfusionMatrix {
 public:
  static constexpr int background = -1;
  static constexpr float min_score = 0.25F, min_iou = 0.45F;

  /// One image. @param detections  in the same pixels as the labels
  void add(std::span<const Detection> detections, std::span<const Label> labels);
  void merge(const ConfusionMatrix& other);

  /// How often `found` was found where `labelled` was labelled; each may be `background`.
  std::int64_t count(int found, int labelled) const;

  /// All counts that are not zero, by (found, labelled).
  std::map<std::pair<int, int>, std::int64_t> counts() const;

 private:
  std::int64_t& at(int found, int labelled);

  std::vector<std::vector<std::int64_t>> counts_;  // [found + 1][labelled + 1], as far as was needed
};

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/eval/confusion.ipp>
#endif
