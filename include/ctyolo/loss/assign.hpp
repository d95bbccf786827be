// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Which cells and anchors of a level answer for which labelled boxes. Tier: spec (std only).
#pragma once

#include <ctyolo/core/box.hpp>
#include <ctyolo/core/config.hpp>
#include <ctyolo/core/heads.hpp>
#include <ctyolo/loss/iou.hpp>

#include <span>
#include <vector>

namespace ctyolo::inline v0 {

/// One cell and anchor that answers for one target.
struct Assignment {
  int image = 0, anchor = 0, y = 0, x = 0;
  int cls = 0;
  CentredBox<float> box_grid;  ///< the target, in cells, centre relative to the cell's corner (y, x)
  AnchorSize anchor_grid;
  constexpr bool operator==(const Assignment&) const = default;
};

/// How a target at the border finds its cells.
enum class CellRule {
  /// Spec 5.1: cells outside the map move to its border; right and lower neighbours by the distance to the far side.
  v7,
  /// Spec 2.3: right and lower neighbours by the fraction; a cell outside the map (an index error there) is left out.
  seed
};

/// The assignments of one level of width x height cells (spec 2.3, "rect4"; no IoU test).
///
/// An anchor fits a target if neither side differs by a factor of `anchor_t` or more. A fitting target is answered by
/// its own cell and by the nearest neighbours left or right, above or below: up to three cells. The order is that of
/// YOLOv5, because the last of several targets of one cell decides its objectness: all fits by (anchor, target), then
/// the copies to the left, above, to the right, below, each in that order. All arithmetic is in float, as there.
std::vector<Assignment> assign(std::span<const Target> targets, std::span<const AnchorSize> anchors_grid, int width,
                               int height, double anchor_t, CellRule rule = CellRule::v7);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/loss/assign.ipp>
#endif
