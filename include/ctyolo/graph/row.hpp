// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A row of a network's table: where from, how often, which block. Tier: spec (std only).
#pragma once

#include <ctyolo/graph/block.hpp>

#include <array>

namespace ctyolo::inline v0 {

/// Inputs of a row: row numbers, or negative: counted back from this row (-1 is the row before).
template <int... Rows>
struct From {
  static constexpr std::array<int, sizeof...(Rows)> rows{Rows...};
};

/// One line of a network. @tparam Repeats before scaling by the net's depth
/// What is wrong with it is told by the net, which knows the row's number.
template <class FromRows, int Repeats, class BlockType>
struct Row {
  using from = FromRows;
  using block = BlockType;
  static constexpr int repeats = Repeats;
};

/// A row as a value: every check and every sum is a loop over these.
struct RowInfo {
  const int* from = nullptr;
  int inputs = 0;
  int repeats = 1;       ///< before scaling
  int block_inputs = 1;  ///< how many the block takes; any_number
  bool takes_repeats = false;
  bool detect = false;
  bool complete = true;  ///< false: no block, or no repeats; nothing below is set
  Shape (*out)(Shapes, const BlockContext&) = nullptr;
  void (*layers)(LayerList&, Shapes, const BlockContext&) = nullptr;
  Fault (*check)(Shapes, const BlockContext&) = nullptr;  ///< may be null
};

namespace detail {

template <class B>
constexpr bool takes_repeats() {
  if constexpr (requires { B::takes_repeats; }) return B::takes_repeats;
  else return false;
}

template <class R>
constexpr RowInfo row_info() {
  using B = typename R::block;
  if constexpr (Block<B> && R::repeats >= 1) {
    RowInfo info{.from = R::from::rows.data(), .inputs = static_cast<int>(R::from::rows.size()), .repeats = R::repeats,
                 .block_inputs = B::inputs, .takes_repeats = takes_repeats<B>(), .detect = DetectBlock<B>,
                 .out = &B::out, .layers = &B::layers, .check = nullptr};
    if constexpr (requires(Shapes s, const BlockContext& c) { { B::check(s, c) } -> std::same_as<Fault>; }) info.check = &B::check;
    return info;
  } else {
    return {.complete = false};
  }
}

}  // namespace detail

}  // namespace ctyolo::inline v0
