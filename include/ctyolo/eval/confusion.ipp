// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of eval/confusion.hpp.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/eval/confusion.hpp>
#include <ctyolo/eval/matching.hpp>
#include <ctyolo/eval/matching.ipp>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace ctyolo::inline v0 {

CTYOLO_INLINE void ConfusionMatrix::add(std::span<const Detection> detections, std::span<const Label> labels) {
  // Each detection looks for the label that it overlaps most; a label takes the one that overlaps it most among those.
  constexpr std::size_t none = ~std::size_t{0};
  std::vector<std::size_t> partner(labels.size(), none);
  std::vector<float> overlap(labels.size());
  const auto surplus = [&](std::size_t d) { ++at(detections[d].cls, background); };
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
    ++at(partner[l] == none ? background : detections[partner[l]].cls, labels[l].cls);
}

CTYOLO_INLINE std::int64_t& ConfusionMatrix::at(int found, int labelled) {
  if (found < background || labelled < background) fail("ctyolo: a box is of class ", std::min(found, labelled), "; classes count from 0");
  const auto row = static_cast<std::size_t>(found + 1), column = static_cast<std::size_t>(labelled + 1);
  if (row >= counts_.size()) counts_.resize(row + 1);
  if (column >= counts_[row].size()) counts_[row].resize(column + 1);
  return counts_[row][column];
}

CTYOLO_INLINE void ConfusionMatrix::merge(const ConfusionMatrix& other) {
  for (const auto& [classes, more] : other.counts()) at(classes.first, classes.second) += more;
}

CTYOLO_INLINE std::int64_t ConfusionMatrix::count(int found, int labelled) const {
  const auto row = static_cast<std::size_t>(found + 1), column = static_cast<std::size_t>(labelled + 1);
  return row < counts_.size() && column < counts_[row].size() ? counts_[row][column] : 0;
}

CTYOLO_INLINE std::map<std::pair<int, int>, std::int64_t> ConfusionMatrix::counts() const {
  std::map<std::pair<int, int>, std::int64_t> all;
  for (std::size_t row = 0; row < counts_.size(); ++row)
    for (std::size_t column = 0; column < counts_[row].size(); ++column)
      if (counts_[row][column] != 0) all[{static_cast<int>(row) - 1, static_cast<int>(column) - 1}] = counts_[row][column];
  return all;
}

}  // namespace ctyolo::inline v0
