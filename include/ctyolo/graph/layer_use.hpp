// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Whether each block computes with just the layers that it lists: what is counted and saved is what is trained.
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
}  // namespace error

namespace detail {

enum class UseKind : unsigned char { right, never_used, not_listed };
struct LayerUse {
  UseKind kind = UseKind::right;
  int layer = 0, listed = 0;
};

template <AnyNet Model, std::size_t R>
constexpr LayerUse layer_use() {
  const int* first = NetTable<Model>::first.data();
  std::array<int, Model::Rows::rows.size()> maps{};
  Recording rec;
  record_row<Model, R>(rec, maps.data(), first);
  constexpr RowInfo row = Model::Rows::rows[R];
  const int links = row.takes_repeats || row.detect ? 1 : scaled_repeats(row.repeats, Model::scale);
  const int begin = first[R], listed = (first[R + 1] - begin) / links;
  std::vector<int> used(static_cast<std::size_t>(listed), 0);
  for (const Op& op : rec.ops) {
    if (op.layer < 0) continue;
    const int layer = op.layer - begin;
    // In a chain the first link's numbers run into the second's: those of the last link tell.
    if (layer >= listed * links) return {UseKind::not_listed, layer - listed * (links - 1), listed};
    ++used[static_cast<std::size_t>(layer % listed)];
  }
  for (int i = 0; i < listed; ++i)
    if (used[static_cast<std::size_t>(i)] == 0) return {UseKind::never_used, i, listed};
  return {};
}

/// A block of somebody's own may use words that the recorder does not know; then nothing can be said at compile time.
template <class Model, std::size_t R>
concept CanBeRecorded = requires { typename std::integral_constant<UseKind, layer_use<Model, R>().kind>; };

template <class Model, std::size_t R>
constexpr auto row_use_mistake() {
  using B = typename Model::Rows::template BlockAt<R>;
  using Where = error::at_row<static_cast<int>(R)>;
  if constexpr (!DetectBlock<B> && !requires { &B::template forward<Recorder>; }) {
    return error::graph_error<Where, error::block_lacks_forward<B>>{};
  } else if constexpr (CanBeRecorded<Model, R>) {
    constexpr LayerUse use = layer_use<Model, R>();
    if constexpr (use.kind == UseKind::never_used) return error::graph_error<Where, error::block_lists_but_never_uses_layer<B, use.layer>>{};
    else if constexpr (use.kind == UseKind::not_listed) return error::graph_error<Where, error::block_uses_layer_but_lists_only<B, use.layer, use.listed>>{};
    else return error::no_mistake{};
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

/// `error::no_mistake`, or the first row whose block lists a layer that it does not use, or uses one that it does not list.
template <ValidNet Model>
using LayerMistake = typename detail::LayerMistakeOf<Model, std::make_index_sequence<Model::Rows::rows.size()>>::type;

}  // namespace ctyolo::inline v0
