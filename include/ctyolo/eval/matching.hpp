// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Which detections are right, at ten thresholds of overlap. Tier: spec (std only).
#pragma once

#include <ctyolo/core/box.hpp>
#include <ctyolo/core/config.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace ctyolo::inline v0 {

/// 0.5, 0.55, ... 0.95 as torch.linspace makes them in float: from both ends.
inline constexpr std::array<float, 10> iou_thresholds = [] {
  std::array<float, 10> t{};
  const float step = (0.95f - 0.5f) / 9;
  for (std::size_t i = 0; i < 10; ++i)
    t[i] = i < 5 ? 0.5f + step * static_cast<float>(i) : 0.95f - step * static_cast<float>(9 - i);
  return t;
}();

/// Bit t is set where a detection is right at iou_thresholds[t].
using CorrectMask = std::uint16_t;

/// v7.0's rule (spec 5.3), for each threshold on its own: a detection claims the label of its class that it overlaps
/// most, if by the threshold or more; a label goes to the first detection that claims it. There is no second choice.
/// @param detections  by falling score, in the same pixels as the labels
/// @return [D]
std::vector<CorrectMask> match_detections(std::span<const Detection> detections, std::span<const Label> labels);

/// The seed's rule: a detection claims the label of its class that it overlaps most, if by more than 0.5; a label goes to
/// the first detection that claims it, at all thresholds. Right is what overlaps it by more than the threshold.
/// @param detections  by falling score, in the same pixels as the labels
/// @return [D]
std::vector<CorrectMask> match_seed(std::span<const Detection> detections, std::span<const Label> labels);

/// Stands for a detection that no curve is to count.
inline constexpr CorrectMask not_counted = 1u << 15;

/// COCO's rule without crowds (pycocotools' evaluateImg), for each threshold on its own: the best detection first, each
/// takes the label of its class that it overlaps most among those still free, if by the threshold or more; of equal
/// overlaps the later label. Beyond the best 100 of a class in a picture a detection is not counted.
/// @param detections  by falling score, in the same pixels as the labels
/// @return [D]
std::vector<CorrectMask> match_coco(std::span<const Detection> detections, std::span<const Label> labels);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/eval/matching.ipp>
#endif
