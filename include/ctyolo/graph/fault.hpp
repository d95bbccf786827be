// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// What can be wrong with a graph, as a value and as a sentence made of types. Tier: spec (std only).
#pragma once

namespace ctyolo::inline v0 {

enum class FaultKind : unsigned char {
  none, input_is_not_an_earlier_row, input_before_row_0, wrong_number_of_inputs, concat_of_unequal_strides, odd_channels,
  shortcut_of_unequal_shapes, no_detect_at_the_end, no_anchors, anchors_for_other_number_of_heads,
  anchors_and_strides_run_opposite_ways, no_classes, wrong_head_channels, repeated_row_of_several_inputs,
  map_size_not_kept, stride_not_divisible
};

/// `a` and `b` are the two values of the sentence.
struct Fault {
  FaultKind kind = FaultKind::none;
  int row = 0;
  int a = 0, b = 0;
  constexpr explicit operator bool() const { return kind != FaultKind::none; }
};

namespace error {

template <int Row> struct at_row {};
template <int From> struct input_is_not_an_earlier_row {};
template <int From> struct input_lies_before_row_0 {};
template <int Wanted, int Given> struct block_takes_inputs_but_got {};
template <int First, int Other> struct concat_inputs_have_strides {};
template <int Channels> struct channels_cannot_be_halved {};
template <int In, int Out> struct shortcut_joins_channels {};
struct last_row_must_be_detect {};
struct detect_needs_anchors_for_each_head {};
template <int Heads, int Levels> struct detect_has_heads_but_anchors_for {};
struct anchors_and_strides_must_both_ascend_or_both_descend {};
template <int Classes> struct number_of_classes_must_be_positive_but_is {};
template <int Wanted, int Given> struct detect_reads_maps_of_channels_but_got {};
template <int Inputs, int Repeats> struct row_of_several_inputs_cannot_repeat {};
template <int Kernel, int Padding> struct kernel_and_padding_change_the_map_size {};
template <int Stride, int Factor> struct stride_cannot_be_divided_by_factor {};

/// Prints as one sentence: `graph_error<at_row<12>, concat_inputs_have_strides<16, 8>>`.
template <class Where, class What>
struct graph_error { static constexpr bool ok = false; };
struct graph_is_valid { static constexpr bool ok = true; };

}  // namespace error

namespace detail {

template <FaultKind Kind, int A, int B>
constexpr auto fault_sentence() {
  using enum FaultKind;
  if constexpr (Kind == input_is_not_an_earlier_row) return error::input_is_not_an_earlier_row<A>{};
  else if constexpr (Kind == input_before_row_0) return error::input_lies_before_row_0<A>{};
  else if constexpr (Kind == wrong_number_of_inputs) return error::block_takes_inputs_but_got<A, B>{};
  else if constexpr (Kind == concat_of_unequal_strides) return error::concat_inputs_have_strides<A, B>{};
  else if constexpr (Kind == odd_channels) return error::channels_cannot_be_halved<A>{};
  else if constexpr (Kind == shortcut_of_unequal_shapes) return error::shortcut_joins_channels<A, B>{};
  else if constexpr (Kind == no_detect_at_the_end) return error::last_row_must_be_detect{};
  else if constexpr (Kind == no_anchors) return error::detect_needs_anchors_for_each_head{};
  else if constexpr (Kind == anchors_for_other_number_of_heads) return error::detect_has_heads_but_anchors_for<A, B>{};
  else if constexpr (Kind == anchors_and_strides_run_opposite_ways) return error::anchors_and_strides_must_both_ascend_or_both_descend{};
  else if constexpr (Kind == wrong_head_channels) return error::detect_reads_maps_of_channels_but_got<A, B>{};
  else if constexpr (Kind == repeated_row_of_several_inputs) return error::row_of_several_inputs_cannot_repeat<A, B>{};
  else if constexpr (Kind == map_size_not_kept) return error::kernel_and_padding_change_the_map_size<A, B>{};
  else if constexpr (Kind == stride_not_divisible) return error::stride_cannot_be_divided_by_factor<A, B>{};
  else return error::number_of_classes_must_be_positive_but_is<A>{};
}

template <FaultKind Kind, int Row, int A, int B>
struct FaultSentence { using type = error::graph_error<error::at_row<Row>, decltype(fault_sentence<Kind, A, B>())>; };
template <int Row, int A, int B>
struct FaultSentence<FaultKind::none, Row, A, B> { using type = error::graph_is_valid; };

}  // namespace detail

}  // namespace ctyolo::inline v0
