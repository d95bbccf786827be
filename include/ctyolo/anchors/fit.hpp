// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// How well anchors fit labels. Tier: spec (std and compiler extensions).
//
// The overlap in shape of a label and an anchor is the smallest of w/aw, aw/w, h/ah and ah/h: 1 for equal sizes, and
// above 1/anchor_t exactly when the loss would let them match (loss/assign.hpp).
#pragma once

#include <ctyolo/anchors/label_sizes.hpp>
#include <ctyolo/core/config.hpp>

#include <cstddef>
#include <span>
#include <vector>

namespace ctyolo::inline v0 {

struct AnchorFit {
  double recall = 0;      ///< best possible recall: share of labels that match at least one anchor
  double per_target = 0;  ///< anchors that a label matches, on average
};

/// YOLOv5's check, in its precision (f32), so that a label on the edge falls on the same side. Zeros without labels.
AnchorFit anchor_fit(std::span<const SizePx> labels_px, std::span<const SizePx> anchors_px, double anchor_t);

/// What the search makes larger: the mean over the labels of the best overlap, where that is a match, else 0.
/// Sums in a fixed order: the same bits each time.
class AnchorFitness {
 public:
  AnchorFitness(std::span<const SizePx> labels_px, double anchor_t);
  double operator()(std::span<const SizePx> anchors_px) const;

 private:
  std::vector<float> w_, h_, inverse_w_, inverse_h_;  // padded to whole packets with labels that match nothing
  std::size_t count_ = 0;
  float limit_ = 0;
};

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/anchors/fit.ipp>
#endif
