// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The last row of a detector: raw detections of each level. Tier: spec (std only).
#pragma once

#include <ctyolo/graph/block.hpp>

namespace ctyolo::inline v0 {

namespace detail {

constexpr Fault detect_fault(Shapes in, const BlockContext& c) {
  const int heads = static_cast<int>(in.size());
  if (c.anchor_levels == 0 || c.anchors == 0) return {FaultKind::no_anchors, 0, heads, 0};
  if (c.anchor_levels != heads) return {FaultKind::anchors_for_other_number_of_heads, 0, heads, c.anchor_levels};
  return {};
}

}  // namespace detail

/// A 1x1 convolution a level to anchors * (5 + classes) channels: YOLOv5 v2 and later.
struct Detect {
  static constexpr int inputs = any_number;
  static constexpr bool is_detect = true;
  static constexpr Fault check(Shapes in, const BlockContext& c) { return detail::detect_fault(in, c); }
  static constexpr Shape out(Shapes in, const BlockContext& c) { return {c.head_channels(), in[0].stride}; }
  static constexpr void layers(LayerList& list, Shapes in, const BlockContext& c) {
    for (int l = 0; l < static_cast<int>(in.size()); ++l)
      list.conv(LayerName("m") / l, in[static_cast<std::size_t>(l)].channels, c.head_channels(), in[static_cast<std::size_t>(l)].stride, true, true);
  }
  /// Raw maps [N,A*(5+nc),H,W], a level each.
  template <class Nn>
  static constexpr typename Nn::Maps heads(Nn& nn, const typename Nn::Maps& in) {
    typename Nn::Maps raw;
    for (std::size_t l = 0; l < in.size(); ++l) raw.push_back(nn.conv(static_cast<int>(l), in[l]));
    return raw;
  }
};

/// Reads maps that OutputConv rows have made: the first YOLOv5.
struct DetectMaps {
  static constexpr int inputs = any_number;
  static constexpr bool is_detect = true;
  static constexpr Fault check(Shapes in, const BlockContext& c) {
    if (Fault f = detail::detect_fault(in, c)) return f;
    for (const Shape& s : in)
      if (s.channels != c.head_channels()) return {FaultKind::wrong_head_channels, 0, c.head_channels(), s.channels};
    return {};
  }
  static constexpr Shape out(Shapes in, const BlockContext& c) { return {c.head_channels(), in[0].stride}; }
  static constexpr void layers(LayerList&, Shapes, const BlockContext&) {}
  template <class Nn>
  static constexpr typename Nn::Maps heads(Nn&, const typename Nn::Maps& in) { return in; }
};

}  // namespace ctyolo::inline v0
