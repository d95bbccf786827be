// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// What can be wrong with a graph, as a value. Tier: spec (std only).
#pragma once

namespace ctyolo::inline v0 {

enum class FaultKind : unsigned char {
  none, block_is_incomplete, input_is_not_an_earlier_row, input_before_row_0, wrong_number_of_inputs, no_inputs,
  concat_of_unequal_strides, odd_channels, shortcut_of_unequal_shapes, no_detect_at_the_end, no_anchors,
  anchors_for_other_number_of_heads, anchors_and_strides_run_opposite_ways, no_classes, wrong_head_channels,
  repeated_row_of_several_inputs, map_size_not_kept, stride_not_divisible, no_channels
};

/// `a` and `b` are the two values of the sentence (graph/fault_sentence.hpp).
struct Fault {
  FaultKind kind = FaultKind::none;
  int row = 0;
  int a = 0, b = 0;
  constexpr explicit operator bool() const { return kind != FaultKind::none; }
};

}  // namespace ctyolo::inline v0
