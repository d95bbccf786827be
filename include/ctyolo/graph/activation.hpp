// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Activations as empty types; a backend knows how to compute them. Tier: spec (std only).
#pragma once

#include <ctyolo/core/number.hpp>
#include <ctyolo/core/real.hpp>

#include <string>

namespace ctyolo::inline v0 {

struct Identity {};
struct SiLU {};                                        ///< x * sigmoid(x); YOLOv5 v4 and later
template <Real Slope = 0.1>
struct LeakyReLU {                                      ///< YOLOv5 v1 to v3.0
  static constexpr double slope = Slope;
  static std::string name() { return "LeakyReLU<" + shortest(Slope) + ">"; }
};

}  // namespace ctyolo::inline v0
