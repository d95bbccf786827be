// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of loss/yolo_loss.hpp.
#pragma once

#include <ctyolo/loss/yolo_loss.hpp>

#include <algorithm>

namespace ctyolo::inline v0::detail {

CTYOLO_INLINE CellGroups group_by_cell(std::span<const Assignment> assignments, int anchors, int height, int width) {
  CellGroups groups;
  groups.order.reserve(assignments.size());
  for (const Assignment& a : assignments) {
    const std::int64_t cell = ((std::int64_t{a.image} * anchors + a.anchor) * height + a.y) * width + a.x;
    groups.order.emplace_back(cell, static_cast<int>(groups.order.size()));
  }
  std::sort(groups.order.begin(), groups.order.end());
  for (std::size_t i = 0; i < groups.order.size(); ++i)
    if (i == 0 || groups.order[i].first != groups.order[i - 1].first) groups.begin.push_back(static_cast<int>(i));
  groups.begin.push_back(static_cast<int>(groups.order.size()));
  return groups;
}

CTYOLO_INLINE void check_targets(std::span<const Target> targets, int images, int classes) {
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const Target& t = targets[i];
    if (t.image < 0 || t.image >= images)
      fail("ctyolo: loss: target ", i, " is of image ", t.image, ", the batch has ", images);
    if (t.cls < 0 || t.cls >= classes)
      fail("ctyolo: loss: target ", i, " is of class ", t.cls, ", the net has ", classes, " classes");
  }
}

CTYOLO_INLINE void check_level(const HeadSetup& setup, std::size_t level, int images, int first_images, int anchors,
                               int outputs) {
  if (images != first_images) fail("ctyolo: loss: map ", level, " is of ", images, " images, map 0 of ", first_images);
  if (anchors != static_cast<int>(setup.anchors[level].size()))
    fail("ctyolo: loss: map ", level, " is of ", anchors, " anchors, the set-up has ", setup.anchors[level].size());
  if (outputs != 5 + setup.classes)
    fail("ctyolo: loss: map ", level, " has ", outputs, " outputs an anchor; ", setup.classes, " classes need ",
         5 + setup.classes);
}

CTYOLO_INLINE int rank_by_stride(const HeadSetup& setup, std::size_t level) {
  const auto finer = [&](int stride) { return stride < setup.strides_px[level]; };
  return static_cast<int>(std::count_if(setup.strides_px.begin(), setup.strides_px.end(), finer));
}

}  // namespace ctyolo::inline v0::detail

#if !CTYOLO_HEADER_ONLY
template ctyolo::LossItems ctyolo::YoloLoss<>::operator()(std::span<const ctyolo::HeadView<const float>>, std::span<const ctyolo::HeadView<float>>,
                                                          std::span<const ctyolo::Target>, const ctyolo::HeadSetup&, const ctyolo::Hyp&, int) const;
#endif
