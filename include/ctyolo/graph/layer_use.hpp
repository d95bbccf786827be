// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Whether each block computes with just the layers that it lists, and makes the map that it says: what is counted and saved is what
// is trained, at the stride for which the anchors are.
// Tier: spec (std only).
#pragma once

#include <ctyolo/graph/trace.hpp>

#include <array>
#include <cstddef>
#include <type_traits>
#include <utility>
#include <vector>

namespace ctyolo::inline v0 {

namespace error {
template <class B> struct block_lacks_forward {
  template <class S> struct tell {
    static_assert(is_right<S>, "ctyolo: a block computes: template <class Nn> static constexpr auto forward(Nn& nn, const typename Nn::Maps& in) (graph/block.hpp)");
  };
};
template <class B, int Layer> struct block_lists_but_never_uses_layer {
  template <class S> struct tell {
    static_assert(is_right<S>, "ctyolo: a layer in the block's `layers` would be counted and saved, but `forward` never calls it; use it or drop it (numbers from 0, in their order)");
  };
};
template <class B, int Layer, int Listed> struct block_uses_layer_but_lists_only {
  template <class S> struct tell {
    static_assert(is_right<S>, "ctyolo: `forward` of the block calls a layer that its `layers` does not list; list it there, or correct the number (from 0, in their order)");
  };
};
template <class B, int Layer> struct block_calls_a_layer_otherwise_than_it_is_listed {
  template <class S> struct tell {
    static_assert(is_right<S>, "ctyolo: a layer listed by conv_norm is called by conv_norm_act (or conv, then norm_act), one listed by conv by conv, one by norm by norm_act");
  };
};
template <class B, int Layer, int Given, int Listed> struct block_gives_layer_channels_but_lists {
  template <class S> struct tell {
    static_assert(is_right<S>, "ctyolo: `forward` of the block gives a layer a map of other channels than `layers` lists; correct one of them (layers are numbered from 0)");
  };
};
template <class B, Shape First, Shape Second> struct block_joins_maps_of_channels_and_stride {
  template <class S> struct tell {
    static_assert(is_right<S>, "ctyolo: `forward` of the block adds or joins maps that do not fit: added ones need the same channels and stride, joined ones the same stride");
  };
};
template <class B, Shape Made, Shape Said> struct block_makes_a_map_but_says {
  template <class S> struct tell {
    static_assert(is_right<S>, "ctyolo: `forward` of the block makes a map of another shape than `out` says; correct one of them");
  };
};
}  // namespace error

namespace detail {

enum class UseKind : unsigned char { right, never_used, not_listed, called_otherwise, given_other_channels, joined_unequal, made_another_map };
struct LayerUse {
  UseKind kind = UseKind::right;
  int a = 0, b = 0, c = 0, d = 0;  // what the sentence names
};

/// Whether an operation's maps go with its layer, and with each other.
constexpr LayerUse misfit(const Op& op, const std::vector<Shape>& maps, const Layer* layers, int first_layer) {
  const auto in = [&](int i) { return maps[static_cast<std::size_t>(op.in[i])]; };
  const Shape x = in(0);
  if (op.layer >= 0) {
    const int taken = op.kind == OpKind::norm_act ? layers[op.layer].out : layers[op.layer].in;
    if (x.channels != taken) return {UseKind::given_other_channels, op.layer - first_layer, x.channels, taken, 0};
  }
  for (int i = 1; i < op.inputs; ++i) {
    const Shape y = in(i);
    if (y.stride != x.stride || (op.kind != OpKind::concat && y.channels != x.channels))
      return {UseKind::joined_unequal, x.channels, x.stride, y.channels, y.stride};
  }
  return {};
}

template <AnyNet Model, std::size_t R>
constexpr LayerUse layer_use() {
  using Table = NetTable<Model>;
  const int* first = Table::first.data();
  constexpr std::size_t rows = Model::Rows::rows.size();
  std::array<int, rows> numbers{};  // of the rows' maps; the picture's is 0
  for (std::size_t r = 0; r < rows; ++r) numbers[r] = static_cast<int>(r) + 1;
  Recording rec;
  rec.maps = static_cast<int>(rows) + 1;
  record_row<Model, R>(rec, numbers.data(), first);
  std::vector<Shape> maps(static_cast<std::size_t>(rec.maps));
  maps[0] = Model::image;
  for (std::size_t r = 0; r < rows; ++r) maps[r + 1] = Table::shapes[r];
  constexpr RowInfo row = Model::Rows::rows[R];
  const int links = row.takes_repeats || row.detect ? 1 : scaled_repeats(row.repeats, Model::scale);
  const int begin = first[R], listed = (first[R + 1] - begin) / links;
  constexpr int conv = 1, norm = 2;  // parts of a layer
  std::vector<int> used(static_cast<std::size_t>(listed), 0);
  for (const Op& op : rec.ops) {
    if (op.layer >= 0) {
      const int layer = op.layer - begin;
      // In a chain the first link's numbers run into the second's: those of the last link tell.
      if (layer >= listed * links) return {UseKind::not_listed, layer - listed * (links - 1), listed, 0, 0};
      used[static_cast<std::size_t>(layer % listed)] |= op.kind == OpKind::conv ? conv : op.kind == OpKind::norm_act ? norm : conv + norm;
    }
    if (const LayerUse wrong = misfit(op, maps, Table::layers.data(), begin); wrong.kind != UseKind::right) return wrong;
    maps[static_cast<std::size_t>(op.out)] = made_by(op, maps, Table::layers.data());
  }
  for (int i = 0; i < listed; ++i) {
    const Layer& l = Table::layers[static_cast<std::size_t>(begin + i)];
    const int parts = used[static_cast<std::size_t>(i)];
    if (parts == 0) return {UseKind::never_used, i, listed, 0, 0};
    if (parts != (l.has_conv() ? conv : 0) + (l.has_norm() ? norm : 0)) return {UseKind::called_otherwise, i, 0, 0, 0};
  }
  if (!row.detect) {
    const Shape made = maps[static_cast<std::size_t>(numbers[R])], said = Table::shapes[R];
    if (made != said) return {UseKind::made_another_map, made.channels, made.stride, said.channels, said.stride};
  }
  return {};
}

/// A block of somebody's own may use words that the recorder does not know; then nothing can be said at compile time.
template <class Model, std::size_t R>
concept CanBeRecorded = requires { typename std::integral_constant<UseKind, layer_use<Model, R>().kind>; };

template <class B, UseKind Kind, int V, int W, int X, int Y>
constexpr auto use_sentence() {
  if constexpr (Kind == UseKind::never_used) return error::block_lists_but_never_uses_layer<B, V>{};
  else if constexpr (Kind == UseKind::not_listed) return error::block_uses_layer_but_lists_only<B, V, W>{};
  else if constexpr (Kind == UseKind::called_otherwise) return error::block_calls_a_layer_otherwise_than_it_is_listed<B, V>{};
  else if constexpr (Kind == UseKind::given_other_channels) return error::block_gives_layer_channels_but_lists<B, V, W, X>{};
  else if constexpr (Kind == UseKind::joined_unequal) return error::block_joins_maps_of_channels_and_stride<B, Shape{V, W}, Shape{X, Y}>{};
  else return error::block_makes_a_map_but_says<B, Shape{V, W}, Shape{X, Y}>{};
}

template <class Model, std::size_t R>
constexpr auto row_use_mistake() {
  using B = typename Model::Rows::template BlockAt<R>;
  using Where = error::at_row<static_cast<int>(R)>;
  if constexpr (!DetectBlock<B> && !requires { &B::template forward<Recorder>; }) {
    return error::graph_error<Where, error::block_lacks_forward<B>>{};
  } else if constexpr (CanBeRecorded<Model, R>) {
    constexpr LayerUse use = layer_use<Model, R>();
    if constexpr (use.kind == UseKind::right) return error::no_mistake{};
    else return error::graph_error<Where, decltype(use_sentence<B, use.kind, use.a, use.b, use.c, use.d>())>{};
  } else {
    return error::no_mistake{};
  }
}

template <class Model, class Rows>
struct LayerMistakeOf;
template <class Model, std::size_t... R>
struct LayerMistakeOf<Model, std::index_sequence<R...>> {
  using type = FirstMistakeOf<decltype(row_use_mistake<Model, R>())...>;
};

}  // namespace detail

/// `error::no_mistake`, or the first row whose block does otherwise than it says.
template <ValidNet Model>
using LayerMistake = typename detail::LayerMistakeOf<Model, std::make_index_sequence<Model::Rows::rows.size()>>::type;

}  // namespace ctyolo::inline v0
