// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Space to depth, then a convolution: the first layer of the first YOLOv5. Tier: spec (std only).
#pragma once

#include <ctyolo/graph/block.hpp>
#include <ctyolo/graph/conv_act.hpp>

namespace ctyolo::inline v0 {

/// Every 2x2 block of pixels becomes four groups of channels, in the order (row, column) = 00, 10, 01, 11.
template <int Channels, int Kernel = 1, class Act = LeakyReLU<>>
struct Focus {
  static constexpr int inputs = 1;
  static constexpr Fault check(Shapes, const BlockContext&) { return window_fault(Kernel, 1, same_padding(Kernel)); }
  static constexpr Shape out(Shapes in, const BlockContext& c) { return {c.channels(Channels), in[0].stride * 2}; }
  static constexpr void layers(LayerList& list, Shapes in, const BlockContext& c) {
    detail::conv_act_layers<Act>(list, "conv", 4 * in[0].channels, c.channels(Channels), Kernel, in[0].stride * 2);
  }
  template <class Nn>
  static constexpr auto forward(Nn& nn, const typename Nn::Maps& in) {
    return detail::conv_act<Act>(nn, 0, nn.space_to_depth(in[0]));  // [N,4C,H/2,W/2]
  }
};

}  // namespace ctyolo::inline v0
