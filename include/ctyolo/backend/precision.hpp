// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Precision policies: the type of the numbers in the maps. Tier: spec (std only).
//
// # Precision policies
// Slot: `slot::precision` (one per Trainer; default `FP32`).
// | policy | maps and weights | choose it when                       |
// | FP32   | 32 bit           | always; the only one of CPU backends |
// | BF16   | 16 bit, 8 of them exponent | a backend of yours says that it computes so |
//
// Contract: an empty type with `static constexpr int bits`. A backend lists what it computes in by
// `using precisions = Precisions<FP32, BF16>;`; one without that computes in FP32 only.
#pragma once

#include <ctyolo/core/mistake.hpp>
#include <ctyolo/core/slot.hpp>

#include <concepts>

namespace ctyolo::inline v0 {

template <class P>
concept Precision = PolicyOf<P, slot::precision> && requires {
  { P::bits } -> std::convertible_to<int>;
};

struct FP32 {
  using slot = slot::precision;
  static constexpr int bits = 32;
};
struct BF16 {
  using slot = slot::precision;
  static constexpr int bits = 16;
};
static_assert(Precision<FP32> && Precision<BF16>);

/// What a backend computes in.
template <class... P>
struct Precisions {
  template <class Q>
  static constexpr bool has = (std::same_as<P, Q> || ...);
};

namespace error {
template <class Wanted> struct and_not_in {};
template <class Backend, class Offered, class Wanted>
struct backend_computes_in : mistake {
  template <class S> struct tell {
    static_assert(is_right<S>, "ctyolo: the backend cannot compute in this precision; name one of its own, or none: FP32 is the default");
  };
};
}  // namespace error

namespace detail {
template <class B>
struct PrecisionsOf { using type = Precisions<FP32>; };
template <class B>
  requires requires { typename B::precisions; }
struct PrecisionsOf<B> { using type = typename B::precisions; };

template <class B, class P>
constexpr auto find_precision_mistake() {
  using Offered = typename PrecisionsOf<B>::type;
  if constexpr (Offered::template has<P>) return error::no_mistake{};
  else return error::backend_computes_in<B, Offered, error::and_not_in<P>>{};
}
}  // namespace detail

/// `error::no_mistake`, or that backend B does not compute in precision P.
template <class B, class P>
using PrecisionMistake = decltype(detail::find_precision_mistake<B, P>());

}  // namespace ctyolo::inline v0
