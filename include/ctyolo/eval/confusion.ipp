// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of eval/confusion.hpp.
#pragma once

#include <ctyolo/eval/confusion.hpp>
#include <ctyolo/eval/matching.ipp>
#include <ctyolo/eval/matching.hpp>

#include <cstddef>
#include <vector>

namespace ctyolo::inline v0 {

CTYOLO_INLINE void ConfusionMatrix::add(std::span<const Detection> detections, std::span<const Label> labels) {
  // Each detection looks for the label that it overlaps most; a label takes the one that overlaps it most among those.
  constexpr std::size_t none = ~std::size_t{0};
  std::vector<std::size_t> partner(labels.size(), none);
  std::vector<float> overlap(labels.size());
  const auto surplus = [&](std::size_t d) { ++counts_[{detections[d].cls, background}]; };
  for (std::size_t d = 0; d < detections.size(); ++d) {
    if (!(detections[d].score > min_score)) continue;
    std::size_t best = none;
    float best_iou = min_iou;
    for (std::size_t l = 0; l < labels.size(); ++l) {
      const float iou = detail::label_iou(labels[l].xyxy_px, detections[d].xyxy_px);
      if (iou > best_iou) {
        best_iou = iou;
        best = l;
      }
    }
    if (best != none && best_iou > overlap[best]) {
      if (partner[best] != none) surplus(partner[best]);
      partner[best] = d;
      overlap[best] = best_iou;
    } else {
      surplus(d);
    }
  }
  for (std::size_t l = 0; l < labels.size(); ++l)
    ++counts_[{partner[l] == none ? background : detections[partner[l]].cls, labels[l].cls}];
}

CTYOLO_INLINE void ConfusionMatrix::merge(const ConfusionMatrix& other) {
  for (const auto& [classes, more] : other.counts_) counts_[classes] += more;
}

CTYOLO_INLINE std::int64_t ConfusionMatrix::count(int found, int labelled) const {
  const auto at = counts_.find({found, labelled});
  return at == counts_.end() ? 0 : at->second;
}

}  // namespace ctyolo::inline v0
