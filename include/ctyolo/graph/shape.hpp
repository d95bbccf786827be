// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// What is known of a map at compile time: channels and stride. Tier: spec (std only).
#pragma once

#include <span>

namespace ctyolo::inline v0 {

/// A map of C channels whose cells are `stride` pixels of the network input apart.
struct Shape {
  int channels = 0;
  int stride = 1;
  constexpr bool operator==(const Shape&) const = default;
};

using Shapes = std::span<const Shape>;

}  // namespace ctyolo::inline v0
