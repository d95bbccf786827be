// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Residual bottleneck: 1x1 then 3x3 convolution, added to its input. Tier: spec (std only).
#pragma once

#include <ctyolo/graph/block.hpp>
#include <ctyolo/graph/conv_act.hpp>

namespace ctyolo::inline v0 {

namespace detail {

/// `channels` in and out, as the CSP blocks use it; two convolutions.
template <class Act>
constexpr void bottleneck_layers(LayerList& list, const LayerName& name, int in, int hidden, int out, int stride_px) {
  conv_act_layers<Act>(list, name / "cv1", in, hidden, 1, stride_px);
  conv_act_layers<Act>(list, name / "cv2", hidden, out, 3, stride_px);
}

template <class Act, class Nn>
constexpr auto bottleneck_forward(Nn& nn, int first_layer, const typename Nn::Map& x, bool shortcut) {
  auto y = conv_act<Act>(nn, first_layer + layers_per_conv<Act>, conv_act<Act>(nn, first_layer, x));
  return shortcut ? nn.add(x, y) : y;
}

}  // namespace detail

/// Half the channels in between; the shortcut needs as many channels in as out.
/// @note Deviation: YOLOv5 drops a shortcut over unequal channels silently; here that is a mistake: write Shortcut = false.
template <int Channels, bool Shortcut = true, class Act = SiLU>
struct Bottleneck {
  static constexpr int inputs = 1;
  static constexpr Fault check(Shapes in, const BlockContext& c) {
    if (!Shortcut || in[0].channels == c.channels(Channels)) return {};
    return {FaultKind::shortcut_of_unequal_shapes, 0, in[0].channels, c.channels(Channels)};
  }
  static constexpr Shape out(Shapes in, const BlockContext& c) { return {c.channels(Channels), in[0].stride}; }
  static constexpr void layers(LayerList& list, Shapes in, const BlockContext& c) {
    const int channels = c.channels(Channels);
    detail::bottleneck_layers<Act>(list, "", in[0].channels, channels / 2, channels, in[0].stride);
  }
  template <class Nn>
  static constexpr auto forward(Nn& nn, const typename Nn::Maps& in) {
    return detail::bottleneck_forward<Act>(nn, 0, in[0], Shortcut);
  }
};

}  // namespace ctyolo::inline v0
