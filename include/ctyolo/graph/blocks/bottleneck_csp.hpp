// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Cross-stage-partial block of the first YOLOv5: four convolutions, two of them bare. Tier: spec (std only).
#pragma once

#include <ctyolo/graph/blocks/bottleneck.hpp>

namespace ctyolo::inline v0 {

namespace detail {

template <class Act>
constexpr void bottleneck_csp_layers(LayerList& list, int in, int channels, int repeats, int stride_px) {
  const int hidden = channels / 2;
  conv_act_layers<Act>(list, "cv1", in, hidden, 1, stride_px);
  list.conv("cv2", in, hidden, stride_px, false);
  list.conv("cv3", hidden, hidden, stride_px, false);
  conv_act_layers<Act>(list, "cv4", 2 * hidden, channels, 1, stride_px);
  list.norm("bn", 2 * hidden, stride_px);
  act_layers<Act>(list, "", 2 * hidden, stride_px);
  for (int k = 0; k < repeats; ++k) bottleneck_layers<Act>(list, LayerName("m") / k, hidden, hidden, hidden, stride_px);
}

}  // namespace detail

/// cv4(act(bn(concat(cv3(bottlenecks(cv1(x))), cv2(x))))); cv2 and cv3 are bare 1x1 convolutions.
template <int Channels, bool Shortcut = true, class Act = LeakyReLU<>>
struct BottleneckCSP {
  static constexpr int inputs = 1;
  static constexpr bool takes_repeats = true;
  static constexpr Fault check(Shapes, const BlockContext&) {
    return Channels % 2 == 0 ? Fault{} : Fault{FaultKind::odd_channels, 0, Channels, 0};
  }
  static constexpr Shape out(Shapes in, const BlockContext& c) { return {c.channels(Channels), in[0].stride}; }
  static constexpr void layers(LayerList& list, Shapes in, const BlockContext& c) {
    detail::bottleneck_csp_layers<Act>(list, in[0].channels, c.channels(Channels), c.repeats, in[0].stride);
  }
  template <class Nn>
  static constexpr auto forward(Nn& nn, const typename Nn::Maps& in) {
    enum { step = detail::layers_per_conv<Act>, cv1 = 0, cv2 = step, cv3, cv4, bn = cv4 + step, m = bn + step };
    auto y = detail::conv_act<Act>(nn, cv1, in[0]);
    for (int k = 0; k < nn.repeats(); ++k) y = detail::bottleneck_forward<Act>(nn, m + 2 * step * k, y, Shortcut);
    auto joined = nn.concat({nn.conv(cv3, y), nn.conv(cv2, in[0])});
    return detail::conv_act<Act>(nn, cv4, detail::norm_act<Act>(nn, bn, joined));
  }
};

}  // namespace ctyolo::inline v0
