// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Spatial pyramid pooling as three small pools in a row: YOLOv5 v6. Tier: spec (std only).
#pragma once

#include <ctyolo/graph/block.hpp>
#include <ctyolo/graph/conv_act.hpp>

namespace ctyolo::inline v0 {

/// Equal to SPP<5, 9, 13> at less cost: pooling three times by 5 sees windows of 5, 9 and 13.
template <int Channels, int Kernel = 5, class Act = SiLU>
struct SPPF {
  static constexpr int inputs = 1;
  static constexpr Fault check(Shapes in, const BlockContext&) {
    if (in[0].channels % 2 != 0) return {FaultKind::odd_channels, 0, in[0].channels, 0};
    return window_fault(Kernel, 1, same_padding(Kernel));
  }
  static constexpr Shape out(Shapes in, const BlockContext& c) { return {c.channels(Channels), in[0].stride}; }
  static constexpr void layers(LayerList& list, Shapes in, const BlockContext& c) {
    const int hidden = in[0].channels / 2;
    detail::conv_act_layers<Act>(list, "cv1", in[0].channels, hidden, 1, in[0].stride);
    detail::conv_act_layers<Act>(list, "cv2", 4 * hidden, c.channels(Channels), 1, in[0].stride);
  }
  template <class Nn>
  static constexpr auto forward(Nn& nn, const typename Nn::Maps& in) {
    const auto x = detail::conv_act<Act>(nn, 0, in[0]);
    const auto y1 = nn.max_pool(x, Kernel);
    const auto y2 = nn.max_pool(y1, Kernel);
    return detail::conv_act<Act>(nn, detail::layers_per_conv<Act>, nn.concat({x, y1, y2, nn.max_pool(y2, Kernel)}));
  }
};

}  // namespace ctyolo::inline v0
