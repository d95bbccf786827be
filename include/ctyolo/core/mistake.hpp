// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Mistakes of a composition as types, told by the compiler in one sentence. Tier: spec (std only).
//
// A mistake is an empty type whose name and arguments say what is wrong and where, and whose `tell` says what would be
// right. A check yields one of these or no_mistake; Checked<...> makes it the compiler's error. Later code asks
// `if constexpr (Checked<...>::ok)`, so that one mistake is one error.
// @code
//   template <int Row>
//   struct row_is_empty : mistake {
//     template <class Sentence>
//     struct tell { static_assert(is_right<Sentence>, "ctyolo: a row needs a block; write one"); };
//   };
// @endcode
#pragma once

namespace ctyolo::inline v0 {

namespace error {
struct mistake { static constexpr bool ok = false; };
struct no_mistake {
  static constexpr bool ok = true;
  template <class Sentence>
  struct tell {};
};

/// What the static_assert of a `tell` asks: a variable, because compilers then print the whole Sentence.
template <class Sentence>
inline constexpr bool is_right = Sentence::ok;
}  // namespace error

/// Naming a member of it stops the compiler with Mistake's sentence, once a mistake.
template <class Mistake>
struct Checked : Mistake::template tell<Mistake> {
  static constexpr bool ok = Mistake::ok;
  static constexpr bool done = true;  ///< for static_assert where the sentence alone shall be seen
};

namespace detail {
template <class... Mistakes>
struct FirstOf { using type = error::no_mistake; };
template <class First, class... Rest>
struct FirstOf<First, Rest...> : FirstOf<Rest...> {};
template <class First, class... Rest>
  requires(!First::ok)
struct FirstOf<First, Rest...> { using type = First; };
}  // namespace detail

/// The first of several checks' results that is a mistake.
template <class... Mistakes>
using FirstMistakeOf = typename detail::FirstOf<Mistakes...>::type;

}  // namespace ctyolo::inline v0
