// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Choosing policies out of a list by their slot, with a sentence for each mistake. Tier: spec (std only).
#pragma once

#include <ctyolo/core/mistake.hpp>
#include <ctyolo/core/slot.hpp>

#include <tuple>
#include <type_traits>
#include <utility>

namespace ctyolo::inline v0 {

/// Sentences made of types: compilers print them whole, with the user's names in them.
namespace error {
template <class P>
struct is_not_a_policy_of_trainer : mistake {
  template <class S> struct tell {
    static_assert(is_right<S>, "ctyolo: a policy names the kind that it is, such as `using slot = slot::hook;`, in public (core/slot.hpp lists them); stages go into Augment<...>, parts of the loss into YoloLoss<...>, numbers into fit");
  };
};
template <class Slot, class First, class Second>
struct slot_filled_twice : mistake {
  template <class S> struct tell { static_assert(is_right<S>, "ctyolo: two policies of one kind; keep the one that you mean"); };
};
template <class Slot, class P>
struct policy_does_not_meet_the_concept_of : mistake {
  template <class S> struct tell {
    static_assert(is_right<S>, "ctyolo: a policy lacks a member that its kind must have; the table at the top of that kind's concepts.hpp lists them");
  };
};
}  // namespace error

namespace detail {

template <class... Ts>
struct TypeList {};

template <class Slot, class Default, class... Ps>
struct PickPolicy { using type = Default; };
template <class Slot, class Default, class P, class... Rest>
struct PickPolicy<Slot, Default, P, Rest...> : PickPolicy<Slot, Default, Rest...> {};
template <class Slot, class Default, class P, class... Rest>
  requires PolicyOf<P, Slot>
struct PickPolicy<Slot, Default, P, Rest...> { using type = P; };

template <class P, class... Rest>
struct TwinOf { using type = void; };  // the later policy of the same slot, if any
template <class P, class Q, class... Rest>
struct TwinOf<P, Q, Rest...> : TwinOf<P, Rest...> {};
template <class P, class Q, class... Rest>
  requires(Policy<P> && Policy<Q> && std::same_as<typename P::slot, typename Q::slot> &&
           !std::same_as<typename P::slot, slot::hook>)
struct TwinOf<P, Q, Rest...> { using type = Q; };

template <class... Ps>
struct FirstMistake { using type = error::no_mistake; };
template <class P, class... Rest>
struct FirstMistake<P, Rest...> {
  static constexpr auto find() {
    if constexpr (!Policy<P>) {
      return error::is_not_a_policy_of_trainer<P>{};
    } else if constexpr (!std::is_void_v<typename TwinOf<P, Rest...>::type>) {
      return error::slot_filled_twice<typename P::slot, P, typename TwinOf<P, Rest...>::type>{};
    } else {
      return typename FirstMistake<Rest...>::type{};
    }
  }
  using type = decltype(find());
};

template <class Slot, class... Ps>
using AllOf = decltype(std::tuple_cat(
    std::declval<std::conditional_t<PolicyOf<Ps, Slot>, std::tuple<Ps>, std::tuple<>>>()...));

}  // namespace detail

/// The policy among `Ps` that fills `Slot`, or `Default`.
template <class Slot, class Default, class... Ps>
using PolicyFor = typename detail::PickPolicy<Slot, Default, Ps...>::type;

/// The first mistake in a list of policies: `error::no_mistake`, or a type whose name says what is wrong.
template <class... Ps>
using PackMistake = typename detail::FirstMistake<Ps...>::type;

/// Every policy among `Ps` that fills `Slot`, as a std::tuple (hooks).
template <class Slot, class... Ps>
using PoliciesFor = detail::AllOf<Slot, Ps...>;

}  // namespace ctyolo::inline v0
