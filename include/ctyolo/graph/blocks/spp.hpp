// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Spatial pyramid pooling with three window sizes side by side: the first YOLOv5. Tier: spec (std only).
#pragma once

#include <ctyolo/graph/block.hpp>
#include <ctyolo/graph/conv_act.hpp>

namespace ctyolo::inline v0 {

/// cv2(concat(x, pool5(x), pool9(x), pool13(x))), x = cv1(input) at half the input's channels (SPP, He 2014).
template <int Channels, class Act = LeakyReLU<>>
struct SPP {
  static constexpr int inputs = 1;
  static constexpr Fault check(Shapes in, const BlockContext&) {
    return in[0].channels % 2 == 0 ? Fault{} : Fault{FaultKind::odd_channels, 0, in[0].channels, 0};
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
    const auto pooled = nn.concat({x, nn.max_pool(x, 5), nn.max_pool(x, 9), nn.max_pool(x, 13)});
    return detail::conv_act<Act>(nn, detail::layers_per_conv<Act>, pooled);
  }
};

}  // namespace ctyolo::inline v0
