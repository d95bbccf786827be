// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// What keeps a type from being a schedule, as a sentence. Tier: spec (std only).
#pragma once

#include <ctyolo/core/mistake.hpp>
#include <ctyolo/schedule/concepts.hpp>

#include <type_traits>

namespace ctyolo::inline v0 {

namespace error {
template <class P>
struct schedule_must_be_a_pure_function_of_Moment_and_Hyp : mistake {
  template <class S> struct tell {
    static_assert(is_right<S>, "ctyolo: a rate follows from the moment and the hyper-parameters alone, so that a resumed run goes on with it: "
                         "static Rates at(const Moment&, const Hyp&)");
  };
};
template <class P, class Returned>
struct schedule_must_return_Rates_but_returns : mistake {
  template <class S> struct tell {
    static_assert(is_right<S>, "ctyolo: a schedule gives the rates of weights, norms and biases, and the momentum: static Rates at(const Moment&, const Hyp&)");
  };
};
template <class P>
struct schedule_keeps_a_state : mistake {
  template <class S> struct tell {
    static_assert(is_right<S>, "ctyolo: a schedule has no members, for nothing of them would be saved; take what you need from Moment or Hyp");
  };
};
}  // namespace error

namespace detail {

template <class P>
constexpr auto find_schedule_mistake() {
  if constexpr (requires(const Moment& m, const Hyp& h) { P::at(m, h); }) {
    using Returned = decltype(P::at(Moment{}, Hyp{}));
    if constexpr (!std::is_same_v<Returned, Rates>) return error::schedule_must_return_Rates_but_returns<P, Returned>{};
    else if constexpr (!std::is_empty_v<P>) return error::schedule_keeps_a_state<P>{};
    else return error::no_mistake{};
  } else {
    return error::schedule_must_be_a_pure_function_of_Moment_and_Hyp<P>{};
  }
}

}  // namespace detail

/// `error::no_mistake`, or what keeps P from meeting Schedule.
template <class P>
using ScheduleMistake = decltype(detail::find_schedule_mistake<P>());

}  // namespace ctyolo::inline v0
