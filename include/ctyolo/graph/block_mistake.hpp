// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// What a type lacks to be a block, as a sentence. Tier: spec (std only).
#pragma once

#include <ctyolo/core/mistake.hpp>
#include <ctyolo/graph/block.hpp>

namespace ctyolo::inline v0 {

namespace error {
template <class B> struct block_lacks_inputs {
  template <class S> struct tell { static_assert(is_right<S>, "ctyolo: a block says how many maps it reads: static constexpr int inputs = 1 (graph/block.hpp)"); };
};
template <class B> struct block_lacks_out {
  template <class S> struct tell {
    static_assert(is_right<S>, "ctyolo: a block says the shape of its output map: static constexpr Shape out(Shapes in, const BlockContext& c) (graph/block.hpp)");
  };
};
template <class B> struct block_lacks_layers {
  template <class S> struct tell {
    static_assert(is_right<S>, "ctyolo: a block lists its layers with parameters: static constexpr void layers(LayerList&, Shapes, const BlockContext&) (graph/block.hpp)");
  };
};
template <int Repeats> struct row_must_repeat_its_block_once_or_more_but_repeats {
  template <class S> struct tell { static_assert(is_right<S>, "ctyolo: the second argument of a Row is how often its block stands there; write 1 or more"); };
};
}  // namespace error

namespace detail {

template <class R>
constexpr auto row_sentence() {
  using B = typename R::block;
  if constexpr (!requires { { B::inputs } -> std::convertible_to<int>; }) return error::block_lacks_inputs<B>{};
  else if constexpr (!requires(Shapes in, const BlockContext& c) { { B::out(in, c) } -> std::same_as<Shape>; }) return error::block_lacks_out<B>{};
  else if constexpr (!Block<B>) return error::block_lacks_layers<B>{};
  else return error::row_must_repeat_its_block_once_or_more_but_repeats<R::repeats>{};
}

}  // namespace detail

}  // namespace ctyolo::inline v0
