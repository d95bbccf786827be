// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Maps joined along their channels. Tier: spec (std only).
#pragma once

#include <ctyolo/graph/block.hpp>

namespace ctyolo::inline v0 {

struct Concat {
  static constexpr int inputs = any_number;
  static constexpr Fault check(Shapes in, const BlockContext&) {
    for (const Shape& s : in)
      if (s.stride != in[0].stride) return {FaultKind::concat_of_unequal_strides, 0, in[0].stride, s.stride};
    return {};
  }
  static constexpr Shape out(Shapes in, const BlockContext&) {
    Shape joined{0, in[0].stride};
    for (const Shape& s : in) joined.channels += s.channels;
    return joined;
  }
  static constexpr void layers(LayerList&, Shapes, const BlockContext&) {}
  template <class Nn>
  static constexpr auto forward(Nn& nn, const typename Nn::Maps& in) { return nn.concat(in); }
};

}  // namespace ctyolo::inline v0
