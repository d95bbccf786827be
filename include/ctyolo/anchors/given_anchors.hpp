// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The policy that leaves anchors alone. Tier: spec (std only).
#pragma once

#include <ctyolo/anchors/concepts.hpp>

namespace ctyolo::inline v0 {

/// The anchors of the net's type, or of the weights that the run starts from. YOLOv5's --noautoanchor.
struct GivenAnchors {
  using slot = slot::anchors;
  AnchorChoice operator()(const AnchorRequest&) const { return {}; }
};
static_assert(AnchorPolicy<GivenAnchors>);

}  // namespace ctyolo::inline v0
