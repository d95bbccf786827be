// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The sentence for each fault of a graph: a type that says where and what, and a text that says what would be right.
// Tier: spec (std only).
#pragma once

#include <ctyolo/core/mistake.hpp>
#include <ctyolo/graph/fault.hpp>

namespace ctyolo::inline v0 {

namespace error {

template <int Row> struct at_row {};

/// Prints as one sentence: `graph_error<at_row<12>, concat_inputs_have_strides<16, 8>>`.
template <class Where, class What>
struct graph_error : mistake {
  template <class S> struct tell : What::template tell<S> {};
};
struct graph_is_valid : no_mistake {};

template <int From> struct input_is_not_an_earlier_row {
  template <class S> struct tell {
    static_assert(is_right<S>, "ctyolo: a row reads rows above it; write From<-1> for the row before, or the number of an earlier row");
  };
};
template <int From> struct input_lies_before_row_0 {
  template <class S> struct tell {
    static_assert(is_right<S>, "ctyolo: a row reads what lies before row 0; count back to a row that exists: -1 is the row before, in row 0 the picture");
  };
};
template <int Wanted, int Given> struct block_takes_inputs_but_got {
  template <class S> struct tell {
    static_assert(is_right<S>, "ctyolo: a row hands its block another number of maps than it takes; correct its From<...>, or join them with Concat first");
  };
};
template <int Given> struct block_takes_one_or_more_inputs_but_got {
  template <class S> struct tell { static_assert(is_right<S>, "ctyolo: this block takes one or more maps; name the rows that it reads in From<...>"); };
};
template <int First, int Other> struct concat_inputs_have_strides {
  template <class S> struct tell {
    static_assert(is_right<S>, "ctyolo: Concat joins maps of one stride; bring them to it with Upsample or a Conv of stride 2, or read another row");
  };
};
template <int Channels> struct channels_cannot_be_halved {
  template <class S> struct tell { static_assert(is_right<S>, "ctyolo: this block works with half as many channels inside; give it an even number"); };
};
template <int In, int Out> struct shortcut_joins_channels {
  template <class S> struct tell {
    static_assert(is_right<S>, "ctyolo: a shortcut adds the block's input to its output, which needs equal channels; write them equal, or Shortcut = false");
  };
};
struct last_row_must_be_detect {
  template <class S> struct tell { static_assert(is_right<S>, "ctyolo: a detector ends with Detect or DetectMaps; add it as the last row"); };
};
template <int Heads> struct detect_has_heads_but_no_anchors {
  template <class S> struct tell {
    static_assert(is_right<S>, "ctyolo: Detect needs anchors; write Anchors<Level<w, h, ...>, ...> with a Level for each map that it reads");
  };
};
template <int Heads, int Levels> struct detect_has_heads_but_anchors_for {
  template <class S> struct tell {
    static_assert(is_right<S>, "ctyolo: Detect needs a Level of Anchors for each map that it reads; add or drop a Level, or a row in its From<...>");
  };
};
template <int FirstStride, int LastStride> struct anchors_run_against_the_strides {
  template <class S> struct tell {
    static_assert(is_right<S>, "ctyolo: small anchors belong to the map of small stride; turn the order of the Levels, or of the rows in Detect's From<...>");
  };
};
template <int Classes> struct number_of_classes_must_be_positive_but_is {
  template <class S> struct tell {
    static_assert(is_right<S>, "ctyolo: a detector needs at least one class; write Classes<n> with n > 0, or Classes<Dynamic> to take it from the data");
  };
};
template <int Wanted, int Given> struct detect_reads_maps_of_channels_but_got {
  template <class S> struct tell { static_assert(is_right<S>, "ctyolo: DetectMaps reads maps of anchors * (5 + classes) channels; put an OutputConv row before it"); };
};
template <int Inputs, int Repeats> struct row_of_several_inputs_cannot_repeat {
  template <class S> struct tell { static_assert(is_right<S>, "ctyolo: a repeated block hands one map on; write 1 repeat, or repeat a row after this one"); };
};
template <int Kernel, int Padding> struct kernel_and_padding_change_the_map_size {
  template <class S> struct tell {
    static_assert(is_right<S>, "ctyolo: a window must make size / stride cells; use an odd kernel with padding kernel / 2, or for an even one (kernel - stride) / 2");
  };
};
template <int Channels, int Stride> struct row_makes_a_map_of_channels_and_stride {
  template <class S> struct tell { static_assert(is_right<S>, "ctyolo: a row makes a map of 1 channel and stride 1 or more; correct its block's arguments, or the Scale"); };
};
template <int Stride, int Factor> struct stride_cannot_be_divided_by_factor {
  template <class S> struct tell { static_assert(is_right<S>, "ctyolo: Upsample cannot enlarge a map beyond the picture; use a factor that divides its stride"); };
};

}  // namespace error

namespace detail {

template <FaultKind Kind, int A, int B>
constexpr auto fault_sentence() {
  using enum FaultKind;
  if constexpr (Kind == input_is_not_an_earlier_row) return error::input_is_not_an_earlier_row<A>{};
  else if constexpr (Kind == input_before_row_0) return error::input_lies_before_row_0<A>{};
  else if constexpr (Kind == wrong_number_of_inputs) return error::block_takes_inputs_but_got<A, B>{};
  else if constexpr (Kind == no_inputs) return error::block_takes_one_or_more_inputs_but_got<A>{};
  else if constexpr (Kind == concat_of_unequal_strides) return error::concat_inputs_have_strides<A, B>{};
  else if constexpr (Kind == odd_channels) return error::channels_cannot_be_halved<A>{};
  else if constexpr (Kind == shortcut_of_unequal_shapes) return error::shortcut_joins_channels<A, B>{};
  else if constexpr (Kind == no_detect_at_the_end) return error::last_row_must_be_detect{};
  else if constexpr (Kind == no_anchors) return error::detect_has_heads_but_no_anchors<A>{};
  else if constexpr (Kind == anchors_for_other_number_of_heads) return error::detect_has_heads_but_anchors_for<A, B>{};
  else if constexpr (Kind == anchors_and_strides_run_opposite_ways) return error::anchors_run_against_the_strides<A, B>{};
  else if constexpr (Kind == wrong_head_channels) return error::detect_reads_maps_of_channels_but_got<A, B>{};
  else if constexpr (Kind == repeated_row_of_several_inputs) return error::row_of_several_inputs_cannot_repeat<A, B>{};
  else if constexpr (Kind == map_size_not_kept) return error::kernel_and_padding_change_the_map_size<A, B>{};
  else if constexpr (Kind == stride_not_divisible) return error::stride_cannot_be_divided_by_factor<A, B>{};
  else if constexpr (Kind == no_channels) return error::row_makes_a_map_of_channels_and_stride<A, B>{};
  else return error::number_of_classes_must_be_positive_but_is<A>{};
}

}  // namespace detail

}  // namespace ctyolo::inline v0
