// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// What a block is. Tier: spec (std only).
//
// # Blocks - the vocabulary of a network
// A block is an empty type; its template arguments are its settings, before scaling.
// | member                                              | says                                                        |
// | static constexpr int inputs                         | how many maps it reads; any_number for one or more          |
// | static constexpr Shape out(Shapes, BlockContext)    | its output map                                              |
// | static constexpr void layers(LayerList&, Shapes, BlockContext) | its layers with parameters, in PyTorch's order   |
// | template <class Nn> static constexpr Map forward(Nn&, const Maps&) | the computation, in a backend's words       |
// | static constexpr bool takes_repeats = true (optional) | it repeats something inside itself; otherwise rows with more than one repeat chain the block |
// | static constexpr Fault check(Shapes, BlockContext) (optional) | what is wrong with its inputs                       |
// A new block is one header in graph/blocks/; parameters, FLOPs and names follow from `layers`.
#pragma once

#include <ctyolo/graph/fault.hpp>
#include <ctyolo/graph/layer.hpp>
#include <ctyolo/graph/scale.hpp>
#include <ctyolo/graph/shape.hpp>

#include <concepts>

namespace ctyolo::inline v0 {

inline constexpr int any_number = -1;

/// What a block is told besides its inputs.
struct BlockContext {
  Scale scale;
  int repeats = 1;      ///< after scaling
  int classes = 80;
  int anchor_levels = 0;
  int anchors = 0;      ///< a level

  constexpr int channels(int unscaled) const { return scaled_channels(unscaled, scale); }
  constexpr int head_channels() const { return anchors * (5 + classes); }
};

/// Fault of a window that makes other than size / stride cells of a size that is a multiple of stride: shapes would lie.
constexpr Fault window_fault(int kernel, int stride, int padding) {
  if (2 * padding < kernel && 2 * padding >= kernel - stride) return {};
  return {FaultKind::map_size_not_kept, 0, kernel, padding};
}

template <class B>
concept Block = requires(Shapes in, const BlockContext& c, LayerList& list) {
  { B::inputs } -> std::convertible_to<int>;
  { B::out(in, c) } -> std::same_as<Shape>;
  B::layers(list, in, c);
};

/// The block that ends a network: it turns maps into raw detections.
template <class B>
concept DetectBlock = Block<B> && requires { requires B::is_detect; };

}  // namespace ctyolo::inline v0
