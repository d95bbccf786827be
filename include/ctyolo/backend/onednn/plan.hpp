// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Where every map and gradient of a net lies while it runs at one shape. Tier: spec (std only).
//
// Made once a shape from the net's operations (graph/trace.hpp):
//  * an addition whose summand is a fresh norm_act is done by that norm_act's pass;
//  * a part of a concatenation that no convolution reads is written where it belongs in the joined map;
//  * the gradient of a map is a list of views, which the reading pass adds up: additions and concatenations cost nothing backward;
//  * buffers share memory when they are not alive together.
#pragma once

#include <ctyolo/backend/onednn/blocked_map.hpp>
#include <ctyolo/core/config.hpp>
#include <ctyolo/graph/trace.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace ctyolo::inline v0::onednn {

/// A map in the arena.
struct Place {
  int buffer = -1;          ///< -1: no place
  std::int64_t offset = 0;  ///< floats from the buffer's begin
  BlockedMap map;           ///< its data is set when the arena stands
  bool used() const { return buffer >= 0; }
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
  bool reached = false;              ///< a gradient comes here at all
  std::vector<Place> gradients;      ///< of the result, to be added up
  Place sum;                         ///< where they are added up first, if used
  std::vector<Place> in_gradients;   ///< what this operation writes; unused where nothing is wanted or views are handed on
};

struct Plan {
  int images = 0, height = 0, width = 0;
  bool training = false;
  std::vector<OpPlan> ops;
  std::vector<Place> head_gradients;  ///< [L] blocked copies of the gradients that come in
  Place picture;                      ///< [N,3,H,W] without blocks
  std::int64_t arena_floats = 0;

  /// Gives every place its address.
  void attach(float* arena);

  std::vector<std::int64_t> buffer_offsets;
};

/// @throws Error when a net does what this backend cannot (the picture read by other than a convolution or Focus)
Plan make_plan(std::span<const Op> ops, std::span<const int> heads, const std::vector<Layer>& layers, int images, int height,
               int width, int block, bool training);

}  // namespace ctyolo::inline v0::onednn

#if CTYOLO_HEADER_ONLY
#include <ctyolo/backend/onednn/plan.ipp>
#endif
