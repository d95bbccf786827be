// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Which channel counts a precision can do. Tier: spec (std only).
#pragma once

#include <ctyolo/backend/precision.hpp>
#include <ctyolo/graph/net_table.hpp>

#include <concepts>
#include <cstddef>

namespace ctyolo::inline v0 {

namespace error {
template <int Number> struct layer {};
template <int Count> struct and_has_channels {};
template <class Which, class Channels>
struct in_BF16_a_layer_is_no_whole_vectors : mistake {
  template <class S> struct tell {
    static_assert(is_right<S>, "ctyolo: in BF16 every layer but a head has a multiple of 8 channels; give it such a number, or leave BF16 out");
  };
};
}  // namespace error

namespace onednn {

namespace detail {
template <AnyNet Model, class P>
constexpr auto find_channel_mistake() {
  if constexpr (!std::same_as<P, BF16>) {
    return error::no_mistake{};
  } else {
    constexpr auto& layers = NetTable<Model>::layers;
    constexpr std::size_t wrong = [] {
      std::size_t i = 0;
      while (i < layers.size() && (layers[i].head || layers[i].out % 8 == 0)) ++i;
      return i;
    }();
    if constexpr (wrong == layers.size()) return error::no_mistake{};
    else return error::in_BF16_a_layer_is_no_whole_vectors<error::layer<static_cast<int>(wrong)>, error::and_has_channels<layers[wrong].out>>{};
  }
}
}  // namespace detail

/// `error::no_mistake`, or the first layer whose maps are not made of whole vectors where they must be: maps of 16-bit numbers
/// have no filling.
template <AnyNet Model, class P>
using ChannelMistake = decltype(detail::find_channel_mistake<Model, P>());

}  // namespace onednn

}  // namespace ctyolo::inline v0
