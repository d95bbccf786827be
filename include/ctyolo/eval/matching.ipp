// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of eval/matching.hpp.
#pragma once

#include <ctyolo/eval/matching.hpp>
#include <ctyolo/eval/nms.hpp>

#include <algorithm>
#include <map>
#include <utility>

namespace ctyolo::inline v0 {

namespace detail {

/// Intersection over union with v7.0's eps, in its order of operations.
inline float label_iou(const Box& a, const Box& b) {
  const float w = std::max(std::min(a.x2, b.x2) - std::max(a.x1, b.x1), 0.0f);
  const float h = std::max(std::min(a.y2, b.y2) - std::max(a.y1, b.y1), 0.0f);
  const float both = w * h;
  if (!(both > 0)) return 0;  // most pairs: spares the division
  return both / (a.width() * a.height() + b.width() * b.height() - both + 1e-7f);
}

/// In f64 and without eps, as COCO's tools compute it.
inline double exact_iou(const Box& a, const Box& b) {
  const auto area = [](const Box& box) { return (double{box.x2} - box.x1) * (double{box.y2} - box.y1); };
  const double w = std::min<double>(a.x2, b.x2) - std::max<double>(a.x1, b.x1);
  const double h = std::min<double>(a.y2, b.y2) - std::max<double>(a.y1, b.y1);
  if (w <= 0 || h <= 0) return 0;
  return w * h / (area(a) + area(b) - w * h);
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

CTYOLO_INLINE std::vector<CorrectMask> match_seed(std::span<const Detection> detections, std::span<const Label> labels) {
  std::vector<CorrectMask> correct(detections.size());
  std::vector<bool> taken(labels.size());
  for (std::size_t d = 0; d < detections.size(); ++d) {
    std::size_t best = labels.size();
    float best_iou = iou_thresholds[0];
    for (std::size_t l = 0; l < labels.size(); ++l) {
      if (labels[l].cls != detections[d].cls) continue;
      const float iou = box_iou(detections[d].xyxy_px, labels[l].xyxy_px);
      if (iou > best_iou) {
        best_iou = iou;
        best = l;
      }
    }
    if (best == labels.size() || taken[best]) continue;
    taken[best] = true;
    for (std::size_t t = 0; t < iou_thresholds.size(); ++t)
      if (best_iou > iou_thresholds[t]) correct[d] = static_cast<CorrectMask>(correct[d] | 1u << t);
  }
  return correct;
}

CTYOLO_INLINE std::vector<CorrectMask> match_coco(std::span<const Detection> detections, std::span<const Label> labels) {
  constexpr std::size_t most = 100;
  std::vector<CorrectMask> correct(detections.size());
  std::vector<CorrectMask> taken(labels.size());
  std::vector<std::pair<std::size_t, double>> overlapping;  // labels of the class that reach the lowest threshold
  const bool many = detections.size() > most;
  std::map<int, std::size_t> seen;
  for (std::size_t d = 0; d < detections.size(); ++d) {
    const Detection& found = detections[d];
    if (many && ++seen[found.cls] > most) {
      correct[d] = not_counted;
      continue;
    }
    overlapping.clear();
    for (std::size_t l = 0; l < labels.size(); ++l) {
      if (labels[l].cls != found.cls) continue;
      const double iou = detail::exact_iou(labels[l].xyxy_px, found.xyxy_px);
      if (iou >= 0.5) overlapping.emplace_back(l, iou);
    }
    if (overlapping.empty()) continue;
    for (std::size_t t = 0; t < iou_thresholds.size(); ++t) {
      const auto bit = static_cast<CorrectMask>(1u << t);
      double best_iou = 0.5 + 0.05 * static_cast<double>(t);
      std::size_t best = labels.size();
      for (const auto& [l, iou] : overlapping) {
        if (iou < best_iou || (taken[l] & bit) != 0) continue;
        best_iou = iou;
        best = l;
      }
      if (best == labels.size()) continue;
      taken[best] |= bit;
      correct[d] |= bit;
    }
  }
  return correct;
}

}  // namespace ctyolo::inline v0
