// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Nearest-neighbour enlargement. Tier: spec (std only).
#pragma once

#include <ctyolo/graph/block.hpp>

namespace ctyolo::inline v0 {

template <int Factor = 2>
struct Upsample {
  static constexpr int inputs = 1;
  static constexpr Fault check(Shapes in, const BlockContext&) {
    return in[0].stride % Factor == 0 ? Fault{} : Fault{FaultKind::stride_not_divisible, 0, in[0].stride, Factor};
  }
  static constexpr Shape out(Shapes in, const BlockContext&) { return {in[0].channels, in[0].stride / Factor}; }
  static constexpr void layers(LayerList&, Shapes, const BlockContext&) {}
  template <class Nn>
  static constexpr auto forward(Nn& nn, const typename Nn::Maps& in) { return nn.upsample(in[0], Factor); }
};

}  // namespace ctyolo::inline v0
