// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The frame that a batch gives to its pictures. Tier: spec (std only).
#pragma once

namespace ctyolo::inline v0 {

struct BatchShape {
  int height_px = 0, width_px = 0;
  constexpr bool operator==(const BatchShape&) const = default;
};

}  // namespace ctyolo::inline v0
