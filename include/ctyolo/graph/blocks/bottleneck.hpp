// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Residual bottleneck: 1x1 then 3x3 convolution, added to its input. Tier: spec (std only).
#pragma once

#include <ctyolo/graph/activation.hpp>
#include <ctyolo/graph/block.hpp>

namespace ctyolo::inline v0 {

namespace detail {

/// `channels` in and out, as the CSP blocks use it; two layers.
constexpr void bottleneck_layers(LayerList& list, const LayerName& name, int in, int hidden, int out, int stride_px) {
  list.conv_norm(name / "cv1", in, hidden, 1, stride_px);
  list.conv_norm(name / "cv2", hidden, out, 3, stride_px);
}

template <class Act, class Nn>
auto bottleneck_forward(Nn& nn, int first_layer, const typename Nn::Map& x, bool shortcut) {
  auto y = nn.template conv_norm_act<Act>(first_layer + 1, nn.template conv_norm_act<Act>(first_layer, x));
  return shortcut ? nn.add(x, y) : y;
}

}  // namespace detail

/// Half the channels in between; the shortcut joins only maps of equal channels (YOLOv5's rule).
template <int Channels, bool Shortcut = true, class Act = SiLU>
struct Bottleneck {
  static constexpr int inputs = 1;
  static constexpr Shape out(Shapes in, const BlockContext& c) { return {c.channels(Channels), in[0].stride}; }
  static constexpr void layers(LayerList& list, Shapes in, const BlockContext& c) {
    const int channels = c.channels(Channels);
    detail::bottleneck_layers(list, "", in[0].channels, channels / 2, channels, in[0].stride);
  }
  template <class Nn>
  static auto forward(Nn& nn, const typename Nn::Maps& in) {
    return detail::bottleneck_forward<Act>(nn, 0, in[0], Shortcut && nn.layer(0).in == nn.layer(1).out);
  }
};

}  // namespace ctyolo::inline v0
