// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The seed's output convolution: a plain 1x1 convolution to anchors * (5 + classes) channels. Tier: spec (std only).
#pragma once

#include <ctyolo/graph/block.hpp>

namespace ctyolo::inline v0 {

/// In the first YOLOv5 these are rows of their own, and DetectMaps reads them.
struct OutputConv {
  static constexpr int inputs = 1;
  static constexpr Shape out(Shapes in, const BlockContext& c) { return {c.head_channels(), in[0].stride}; }
  static constexpr void layers(LayerList& list, Shapes in, const BlockContext& c) {
    list.conv("", in[0].channels, c.head_channels(), in[0].stride, true, true);
  }
  template <class Nn>
  static constexpr auto forward(Nn& nn, const typename Nn::Maps& in) { return nn.conv(0, in[0]); }
};

}  // namespace ctyolo::inline v0
