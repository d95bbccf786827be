// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The policy that finds new anchors where the net's fit the labels badly. Tier: spec (std and compiler extensions).
#pragma once

#include <ctyolo/anchors/concepts.hpp>
#include <ctyolo/core/config.hpp>

namespace ctyolo::inline v0 {

/// YOLOv5's AutoAnchor: when the best possible recall of the labels, each image scaled by 0.9 to 1.1 at random, does not
/// exceed a limit, k-means and then evolution look for other anchors; those replace the net's if their recall is
/// higher. Labels with both sides below `smallest_px` take no part in the search.
/// @code
///   Trainer<YoloV5n, AutoAnchor> trainer{AutoAnchor{.generations = 100}};
/// @endcode
struct AutoAnchor {
  using slot = slot::anchors;
  double recall_limit = 0.98;  ///< the seed: 0.99
  int generations = 1000;      ///< of the evolution; 0: k-means alone
  double smallest_px = 2;      ///< the seed: 4

  template <class F>
  void visit_settings(F&& f) const {
    f("recall_limit", recall_limit);
    f("generations", generations);
    f("smallest_px", smallest_px);
  }

  /// @throws Error for settings that cannot be meant
  AnchorChoice operator()(const AnchorRequest& request) const;
};
static_assert(AnchorPolicy<AutoAnchor>);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/anchors/auto_anchor.ipp>
#endif
