// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Convolution, BatchNorm, activation: YOLOv5's Conv. Tier: spec (std only).
#pragma once

#include <ctyolo/graph/block.hpp>
#include <ctyolo/graph/conv_act.hpp>

namespace ctyolo::inline v0 {

/// Padding argument that keeps the map's size at stride 1: kernel / 2.
inline constexpr int auto_padding = -1;

/// @tparam Channels before scaling by the net's width
template <int Channels, int Kernel = 1, int Stride = 1, int Padding = auto_padding, class Act = SiLU>
struct Conv {
  static constexpr int inputs = 1;
  static constexpr int padding = Padding == auto_padding ? same_padding(Kernel) : Padding;
  static constexpr Fault check(Shapes, const BlockContext&) { return window_fault(Kernel, Stride, padding); }
  static constexpr Shape out(Shapes in, const BlockContext& c) {
    return {c.channels(Channels), in[0].stride * Stride};
  }
  static constexpr void layers(LayerList& list, Shapes in, const BlockContext& c) {
    detail::conv_act_layers<Act>(list, "", in[0].channels, c.channels(Channels), Kernel, Stride, in[0].stride * Stride, padding);
  }
  template <class Nn>
  static constexpr auto forward(Nn& nn, const typename Nn::Maps& in) {
    return detail::conv_act<Act>(nn, 0, in[0]);
  }
};

}  // namespace ctyolo::inline v0
