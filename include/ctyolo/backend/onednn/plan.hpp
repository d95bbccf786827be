// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Where every map and gradient of a net lies while it runs at one shape. Tier: spec (std only).
//
// Made once a shape from the net's operations (graph/trace.hpp):
//  * an addition whose summand is a fresh norm_act is done by that norm_act's pass;
//  * a part of a concatenation that no convolution reads is written where it belongs in the joined map;
//  * the gradient of a map is a list of views, which the reading pass adds up: additions and concatenations cost nothing backward;
//  * the gradient behind an activation lies where the one before it lay, if nobody reads that later;
//  * buffers share memory when they are not alive together;
//  * where it is asked for, maps are made again in the backward pass (remake.hpp) and live twice for a short time.
#pragma once

#include <ctyolo/backend/onednn/blocked_map.hpp>
#include <ctyolo/backend/onednn/remake.hpp>
#include <ctyolo/core/config.hpp>
#include <ctyolo/graph/trace.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace ctyolo::inline v0::onednn {

/// Where a map lies in the arena.
struct Place {
  int buffer = -1;          ///< -1: no place
  std::int64_t offset = 0;  ///< numbers from the buffer's begin
  MapShape shape;
  bool used() const { return buffer >= 0; }
};

/// A result that is made again just before its first reader in the backward pass.
struct Remake {
  bool on = false;
  std::vector<Place> in;      ///< what it is made of; empty where that is the operation's `raw`
  Place residual, out;
  std::vector<bool> copies;   ///< concat: which parts are not in place already
};

/// One operation at one shape.
struct OpPlan {
  std::vector<Place> in;
  Place out;                  ///< where the result goes; for a fused addition, the sum's place
  Place raw;                  ///< training: the convolution's output, and later its gradient
  Place residual;             ///< what a fused addition adds
  bool done_elsewhere = false;///< an addition that was fused
  std::vector<bool> copies;   ///< concat: which parts are not in place already

  // backward
  Remake again;
  std::vector<Place> back_in;        ///< what went in, where the backward pass finds it: kept, or made again
  bool reached = false;              ///< a gradient comes here at all
  std::vector<Place> gradients;      ///< of the result, to be added up
  Place sum;                         ///< where they are added up first, if used
  Place dz;                          ///< norms: room for the gradient behind the activation: one of `gradients`, or its own
  std::vector<Place> in_gradients;   ///< what this operation writes; unused where nothing is wanted or views are handed on
};

struct Plan {
  int images = 0, height = 0, width = 0;
  bool training = false;
  std::vector<OpPlan> ops;
  std::vector<Place> head_gradients;  ///< [L] copies of the gradients that come in, in this plan's order
  Place picture;                      ///< [N,3,H,W], in blocks of one channel or channels last
  std::int64_t arena_size = 0;        ///< numbers
  /// Numbers that a forward pass writes and a backward pass reads: each buffer once, filled-up channels and the picture
  /// included; heads, which are handed out, and gradients are not.
  std::int64_t saved_size = 0;
  std::vector<std::int64_t> buffer_offsets;

  /// Numbers from the arena's begin.
  std::int64_t offset(const Place& p) const { return buffer_offsets[detail::index(p.buffer)] + p.offset; }
};

/// How the maps of a plan lie.
struct Layout {
  int block = 8;  ///< channels of a vector, in blocks
  Order order = Order::blocks;
};

/// @param remade_before  of each operation (remake_times()); empty: every map is kept that the backward pass reads
/// @throws Error when a net does what this backend cannot (the picture read by other than a convolution or Focus, Focus of another map)
Plan make_plan(std::span<const Op> ops, std::span<const int> heads, const std::vector<Layer>& layers, int images, int height,
               int width, const Layout& layout, bool training, std::span<const int> remade_before = {});

}  // namespace ctyolo::inline v0::onednn

#if CTYOLO_HEADER_ONLY
#include <ctyolo/backend/onednn/plan.ipp>
#endif
