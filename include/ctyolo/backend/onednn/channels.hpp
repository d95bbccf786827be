// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Which nets a precision can do. Tier: spec (std only).
#pragma once

#include <ctyolo/backend/precision.hpp>
#include <ctyolo/graph/fault_sentence.hpp>
#include <ctyolo/graph/trace.hpp>

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <span>
#include <vector>

namespace ctyolo::inline v0 {

namespace error {
template <int Count> struct and_has_channels {};
template <class Where, class Channels>
struct in_BF16_a_map_is_no_whole_vectors : mistake {
  template <class S> struct tell {
    static_assert(is_right<S>, "ctyolo: in BF16 maps have a multiple of 8 channels, heads alone any number; give the row's layers such numbers, "
                               "or leave BF16 out");
  };
};
}  // namespace error

namespace onednn {

namespace detail {

struct OddMap { int row = -1, channels = 0; };

/// The first map that passes of our own touch and that is not made of whole vectors. Theirs are not only a head, which is
/// handed out, and what Focus makes for a convolution.
template <AnyNet Model>
constexpr OddMap find_odd_map() {
  constexpr std::span<const Op> ops = Trace<Model>::ops;
  constexpr std::span<const int> heads = Trace<Model>::heads;
  std::vector<Shape> maps(ops.size() + 1);
  maps[0] = Model::image;
  int layer = 0;
  for (const Op& o : ops) {
    if (o.layer >= 0) layer = o.layer;
    const Shape made = maps[static_cast<std::size_t>(o.out)] = made_by(o, maps, NetTable<Model>::layers.data());
    const int count = made.channels;
    if (count % 8 == 0) continue;
    int readers = 0, convolutions = 0;
    for (const Op& other : ops)
      for (int k = 0; k < other.inputs; ++k)
        if (other.in[k] == o.out) {
          ++readers;
          convolutions += other.kind == OpKind::conv || other.kind == OpKind::conv_norm_act;
        }
    const bool only_handed_out = o.kind == OpKind::conv && readers == 0 && std::ranges::count(heads, o.out) == 1;
    const bool only_convolved = o.kind == OpKind::space_to_depth && readers == convolutions;
    if (only_handed_out || only_convolved) continue;
    int row = 0;
    while (NetTable<Model>::first[static_cast<std::size_t>(row) + 1] <= layer) ++row;
    return {row, count};
  }
  return {};
}

template <AnyNet Model, class P>
constexpr auto find_channel_mistake() {
  if constexpr (!std::same_as<P, BF16>) {
    return error::no_mistake{};
  } else {
    constexpr OddMap odd = find_odd_map<Model>();
    if constexpr (odd.row < 0) return error::no_mistake{};
    else return error::in_BF16_a_map_is_no_whole_vectors<error::at_row<odd.row>, error::and_has_channels<odd.channels>>{};
  }
}

}  // namespace detail

/// `error::no_mistake`, or the first map that BF16 cannot do: maps of 16-bit numbers have no filling.
template <AnyNet Model, class P>
using ChannelMistake = decltype(detail::find_channel_mistake<Model, P>());

}  // namespace onednn

}  // namespace ctyolo::inline v0
