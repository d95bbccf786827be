// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Cross-stage-partial block with three convolutions: YOLOv5 v4 and later. Tier: spec (std only).
#pragma once

#include <ctyolo/graph/blocks/bottleneck.hpp>

namespace ctyolo::inline v0 {

namespace detail {

template <class Act>
constexpr void c3_layers(LayerList& list, int in, int channels, int repeats, int stride_px) {
  const int hidden = channels / 2;
  conv_act_layers<Act>(list, "cv1", in, hidden, 1, stride_px);
  conv_act_layers<Act>(list, "cv2", in, hidden, 1, stride_px);
  conv_act_layers<Act>(list, "cv3", 2 * hidden, channels, 1, stride_px);
  for (int k = 0; k < repeats; ++k) bottleneck_layers<Act>(list, LayerName("m") / k, hidden, hidden, hidden, stride_px);
}

}  // namespace detail

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
    detail::c3_layers<Act>(list, in[0].channels, c.channels(Channels), c.repeats, in[0].stride);
  }
  template <class Nn>
  static constexpr auto forward(Nn& nn, const typename Nn::Maps& in) {
    enum { step = detail::layers_per_conv<Act>, cv1 = 0, cv2 = step, cv3 = 2 * step, m = 3 * step };
    auto y = detail::conv_act<Act>(nn, cv1, in[0]);
    for (int k = 0; k < nn.repeats(); ++k) y = detail::bottleneck_forward<Act>(nn, m + 2 * step * k, y, Shortcut);
    return detail::conv_act<Act>(nn, cv3, nn.concat({y, detail::conv_act<Act>(nn, cv2, in[0])}));
  }
};

}  // namespace ctyolo::inline v0
