// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of eval/matching.hpp.
#pragma once

#include <ctyolo/eval/matching.hpp>

#include <algorithm>

namespace ctyolo::inline v0 {

namespace detail {

/// Intersection over union with v7.0's eps, in its order of operations.
inline float label_iou(const Box& a, const Box& b) {
  const float w = std::max(std::min(a.x2, b.x2) - std::max(a.x1, b.x1), 0.0f);
  const float h = std::max(std::min(a.y2, b.y2) - std::max(a.y1, b.y1), 0.0f);
  const float both = w * h;
  return both / (a.width() * a.height() + b.width() * b.height() - both + 1e-7f);
}

}  // namespace detail

CTYOLO_INLINE std::vector<CorrectMask> match_detections(std::span<const Detection> detections,
                                                        std::span<const Label> labels) {
  std::vector<CorrectMask> correct(detections.size());
  std::vector<CorrectMask> taken(labels.size());
  for (std::size_t d = 0; d < detections.size(); ++d) {
    std::size_t best = labels.size();
    float best_iou = 0;
    for (std::size_t l = 0; l < labels.size(); ++l) {
      if (labels[l].cls != detections[d].cls) continue;
      const float iou = detail::label_iou(labels[l].xyxy_px, detections[d].xyxy_px);
      if (iou > best_iou) {
        best_iou = iou;
        best = l;
      }
    }
    if (best == labels.size()) continue;
    unsigned reached = 0;
    for (std::size_t t = 0; t < iou_thresholds.size(); ++t)
      if (best_iou >= iou_thresholds[t]) reached |= 1u << t;
    correct[d] = static_cast<CorrectMask>(reached & ~unsigned{taken[best]});
    taken[best] = static_cast<CorrectMask>(unsigned{taken[best]} | reached);
  }
  return correct;
}

}  // namespace ctyolo::inline v0
