// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The forward of a network as a list of operations, written down at compile time. Tier: spec (std only).
//
// A block says what it computes by calling operations of an `Nn` (nn/row_ops.hpp). Called with the recorder below, in a
// constant expression, the same code yields the operations themselves: a backend that wants to see the whole net
// (backend/onednn.hpp) plans its memory and its backward pass from them.
#pragma once

#include <ctyolo/graph/activation.hpp>
#include <ctyolo/graph/net_table.hpp>

#include <array>
#include <cstddef>
#include <utility>
#include <vector>

namespace ctyolo::inline v0 {

enum class OpKind : unsigned char { conv_norm_act, conv, norm_act, add, maximum, concat, max_pool, upsample, space_to_depth };

/// One operation. Maps are numbered in the order in which they are made; map 0 is the picture.
struct Op {
  OpKind kind = OpKind::conv;
  int layer = -1;       ///< of the net, where it has parameters
  int out = 0;
  int inputs = 0;
  int in[max_inputs] = {};
  int value = 0;        ///< window of a pool, factor of an upsample
  Activation activation{};
};

/// The map that an operation makes. @param maps  those with smaller numbers @param layers  the net's
constexpr Shape made_by(const Op& op, const std::vector<Shape>& maps, const Layer* layers) {
  const auto in = [&](int i) { return maps[static_cast<std::size_t>(op.in[i])]; };
  Shape made = in(0);
  switch (op.kind) {
    case OpKind::conv_norm_act:
    case OpKind::conv: return {layers[op.layer].out, made.stride * layers[op.layer].stride};
    case OpKind::concat:
      for (int i = 1; i < op.inputs; ++i) made.channels += in(i).channels;
      return made;
    case OpKind::upsample: return {made.channels, op.value > 0 ? made.stride / op.value : 0};
    case OpKind::space_to_depth: return {4 * made.channels, 2 * made.stride};
    default: return made;
  }
}

namespace detail {

struct Recording {
  std::vector<Op> ops;
  std::vector<int> heads;
  int maps = 1;
};

/// The `Nn` that computes nothing.
class Recorder {
 public:
  using Map = int;
  using Maps = std::vector<int>;

  constexpr Recorder(Recording& into, int first_layer, int repeats) : into_(into), first_(first_layer), repeats_(repeats) {}

  constexpr int repeats() const { return repeats_; }
  constexpr Map conv(int i, Map x) const { return write({.kind = OpKind::conv, .layer = first_ + i}, {x}); }
  template <class Act>
  constexpr Map conv_norm_act(int i, Map x) const {
    return write({.kind = OpKind::conv_norm_act, .layer = first_ + i, .activation = Act::value}, {x});
  }
  template <class Act>
  constexpr Map norm_act(int i, Map x) const {
    return write({.kind = OpKind::norm_act, .layer = first_ + i, .activation = Act::value}, {x});
  }
  constexpr Map add(Map a, Map b) const { return write({.kind = OpKind::add}, {a, b}); }
  constexpr Map maximum(Map a, Map b) const { return write({.kind = OpKind::maximum}, {a, b}); }
  constexpr Map concat(const Maps& maps) const { return write({.kind = OpKind::concat}, maps); }
  constexpr Map max_pool(Map x, int window) const { return write({.kind = OpKind::max_pool, .value = window}, {x}); }
  constexpr Map upsample(Map x, int factor) const { return write({.kind = OpKind::upsample, .value = factor}, {x}); }
  constexpr Map space_to_depth(Map x) const { return write({.kind = OpKind::space_to_depth}, {x}); }

 private:
  constexpr Map write(Op op, const Maps& in) const {
    for (const int m : in) op.in[op.inputs++] = m;
    op.out = into_.maps++;
    into_.ops.push_back(op);
    return op.out;
  }

  Recording& into_;
  int first_;
  int repeats_;
};

template <AnyNet Model, std::size_t R>
constexpr void record_row(Recording& into, int* maps, const int* first_layer) {
  using Rows = typename Model::Rows;
  constexpr RowInfo row = Rows::rows[R];
  constexpr int repeats = scaled_repeats(row.repeats, Model::scale);
  using BlockType = typename Rows::template BlockAt<R>;
  std::vector<int> in;
  for (int i = 0; i < row.inputs; ++i) {
    const int s = Rows::table.source(static_cast<int>(R), i);
    in.push_back(s < 0 ? 0 : maps[s]);
  }
  const int first = first_layer[R], count = first_layer[R + 1] - first;
  if constexpr (row.detect) {
    Recorder nn(into, first, 1);
    into.heads = BlockType::heads(nn, in);
  } else {
    constexpr int links = row.takes_repeats ? 1 : repeats;
    for (int k = 0; k < links; ++k) {
      Recorder nn(into, first + k * (count / links), row.takes_repeats ? repeats : 1);
      in[0] = BlockType::forward(nn, in);
    }
    maps[R] = in[0];
  }
}

template <AnyNet Model>
constexpr Recording record() {
  Recording into;
  std::array<int, Model::Rows::rows.size()> maps{};
  [&]<std::size_t... R>(std::index_sequence<R...>) {
    (record_row<Model, R>(into, maps.data(), NetTable<Model>::first.data()), ...);
  }(std::make_index_sequence<Model::Rows::rows.size()>());
  return into;
}

template <AnyNet Model>
constexpr auto trace() {
  constexpr std::size_t count = record<Model>().ops.size();
  std::array<Op, count> ops{};
  const Recording all = record<Model>();
  for (std::size_t i = 0; i < count; ++i) ops[i] = all.ops[i];
  return ops;
}

template <AnyNet Model>
constexpr auto traced_heads() {
  std::array<int, static_cast<std::size_t>(Model::InitialAnchors::levels)> heads{};
  const Recording all = record<Model>();
  for (std::size_t l = 0; l < heads.size(); ++l) heads[l] = all.heads[l];
  return heads;
}

}  // namespace detail

/// The operations of a net's forward in their order, and the maps that are its heads.
/// The number of classes changes a layer's width, never the list, so Classes<Dynamic> has one too.
template <AnyNet Model>
struct Trace {
  static constexpr auto ops = detail::trace<Model>();
  static constexpr auto heads = detail::traced_heads<Model>();
};

}  // namespace ctyolo::inline v0
