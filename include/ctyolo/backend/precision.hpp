// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Precision policies: the type of the numbers in the maps. Tier: spec (std only).
//
// # Precision policies
// Slot: `slot::precision` (one per Trainer; default `FP32`).
// | policy | a training's maps, and weights as they are multiplied | choose it when                                |
// | FP32   | 32 bit                                                | always                                        |
// | BF16   | 16 bit, 8 of them exponent                            | the processor multiplies them faster: AMX     |
// Weights, their gradients, norms' statistics, the loss, the optimizer and every evaluation are 32 bit in either.
//
// Contract: an empty type with `static constexpr int bits`. A backend lists what it computes in by
// `using precisions = Precisions<FP32, BF16>;`, and is `in<P>` where that is not FP32; one without both computes in FP32 only.
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
  constexpr bool is_there = std::same_as<P, FP32> || requires { typename B::template in<P>; };
  if constexpr (Offered::template has<P> && is_there) return error::no_mistake{};
  else return error::backend_computes_in<B, Offered, error::and_not_in<P>>{};
}
template <class B, class P>
struct BackendInPrecision { using type = B; };
template <class B, class P>
  requires (!std::same_as<P, FP32>) && requires { typename B::template in<P>; }
struct BackendInPrecision<B, P> { using type = typename B::template in<P>; };
}  // namespace detail

/// Backend B as it computes in P; B itself in FP32, and where it knows no other.
template <class B, class P>
using BackendIn = typename detail::BackendInPrecision<B, P>::type;

/// `error::no_mistake`, or that backend B does not compute in precision P.
template <class B, class P>
using PrecisionMistake = decltype(detail::find_precision_mistake<B, P>());

}  // namespace ctyolo::inline v0
