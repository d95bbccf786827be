// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Cross-stage-partial block with three convolutions: YOLOv5 v4 and later. Tier: spec (std only).
#pragma once

#include <ctyolo/graph/blocks/bottleneck.hpp>

namespace ctyolo::inline v0 {

/// cv3(concat(bottlenecks(cv1(x)), cv2(x))) over half the channels (CSPNet, Wang 2020).
template <int Channels, bool Shortcut = true, class Act = SiLU>
struct C3 {
  static constexpr int inputs = 1;
  static constexpr bool takes_repeats = true;
  static constexpr Fault check(Shapes, const BlockContext&) {
    return Channels % 2 == 0 ? Fault{} : Fault{FaultKind::odd_channels, 0, Channels, 0};
  }
  static constexpr Shape out(Shapes in, const BlockContext& c) { return {c.channels(Channels), in[0].stride}; }
  static constexpr void layers(LayerList& list, Shapes in, const BlockContext& c) {
    const int channels = c.channels(Channels), hidden = channels / 2, stride_px = in[0].stride;
    list.conv_norm("cv1", in[0].channels, hidden, 1, stride_px);
    list.conv_norm("cv2", in[0].channels, hidden, 1, stride_px);
    list.conv_norm("cv3", 2 * hidden, channels, 1, stride_px);
    for (int k = 0; k < c.repeats; ++k) detail::bottleneck_layers(list, LayerName("m") / k, hidden, hidden, hidden, stride_px);
  }
  template <class Nn>
  static auto forward(Nn& nn, const typename Nn::Maps& in) {
    enum { cv1, cv2, cv3, m };
    auto y = nn.template conv_norm_act<Act>(cv1, in[0]);
    for (int k = 0; k < nn.repeats(); ++k) y = detail::bottleneck_forward<Act>(nn, m + 2 * k, y, Shortcut);
    return nn.template conv_norm_act<Act>(cv3, nn.concat({y, nn.template conv_norm_act<Act>(cv2, in[0])}));
  }
};

}  // namespace ctyolo::inline v0
