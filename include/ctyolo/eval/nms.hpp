// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// From raw maps to the boxes that are kept: thresholds and non-maximum suppression. Tier: spec (std only).
#pragma once

#include <ctyolo/core/box.hpp>
#include <ctyolo/core/config.hpp>
#include <ctyolo/core/heads.hpp>

#include <span>
#include <vector>

namespace ctyolo::inline v0 {

/// Defaults are those of v7.0's validation; its detection uses conf 0.25, iou 0.45, multi_label off, 1000 detections.
struct NmsOptions {
  double conf = 0.001;         ///< objectness and score must be above
  double iou = 0.6;            ///< a box that overlaps a better one of its class by more goes
  bool multi_label = true;     ///< a box is a candidate for every class above conf, not for its best alone
  bool agnostic = false;       ///< boxes of other classes suppress too
  int max_detections = 300;    ///< kept an image
  int max_candidates = 30000;  ///< best scores that enter suppression
  bool merge = false;          ///< kept boxes become means: merged() below
  std::vector<int> classes{};  ///< wanted, the others go before suppression; empty: all
};

/// @throws Error when `conf` or `iou` lies outside [0, 1], or a class is wanted that a net of so many has not
void check(const NmsOptions& options, int classes);

/// Intersection over union, without eps; NaN for two boxes without area.
inline float box_iou(const Box& a, const Box& b) {
  const float w = (a.x2 < b.x2 ? a.x2 : b.x2) - (a.x1 > b.x1 ? a.x1 : b.x1);
  const float h = (a.y2 < b.y2 ? a.y2 : b.y2) - (a.y1 > b.y1 ? a.y1 : b.y1);
  const float both = w > 0 && h > 0 ? w * h : 0.0f;
  return both / (a.width() * a.height() + b.width() * b.height() - both);
}

/// Boxes above `conf` in one image of a batch, by level, anchor, y, x and class. Network-input pixels.
/// @throws Error when maps, set-up and options do not fit together
std::vector<Detection> candidates(std::span<const HeadView<const float>> raw, int image, const HeadSetup& setup,
                                  const NmsOptions& options);

/// Boxes of the wanted classes that no better kept box of the same class overlaps by more than `iou`, by falling score;
/// equal scores keep their order. The greedy rule of spec 5.2, without its time limit, and without the rounding that its
/// offset of 7680 px a class brings to the coordinates.
std::vector<Detection> nms(std::vector<Detection> boxes, const NmsOptions& options);

/// Merge NMS (both oracles' `merge`): each kept box becomes the mean of the boxes of its class that overlap it by more
/// than `iou`, itself included, weighted by their scores; scores and order stay. A kept box that no other one supports
/// goes. Of one candidate, or of 3000 and more, the kept boxes come back as they are, as in the oracles.
/// @param candidates  what was suppressed and what was kept, all above conf
std::vector<Detection> merged(std::vector<Detection> kept, std::span<const Detection> candidates, const NmsOptions& options);

/// Detections of one image of a batch, in pixels of the network input, by falling score (spec 5.2).
/// @param raw  [L] of logits [N,A,H,W,5+nc]
std::vector<Detection> nms(std::span<const HeadView<const float>> raw, int image, const HeadSetup& setup,
                           const NmsOptions& options);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/eval/nms.ipp>
#endif
