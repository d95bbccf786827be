// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// What a type lacks to be an optimizer, as a sentence. Tier: spec (std only).
#pragma once

#include <ctyolo/core/mistake.hpp>
#include <ctyolo/optim/concepts.hpp>

#include <type_traits>

namespace ctyolo::inline v0 {

namespace error {
template <class P>
struct optimizer_lacks_states : mistake {
  template <class S> struct tell {
    static_assert(is_right<S>, "ctyolo: an optimizer says how many numbers it keeps for each weight: static constexpr int states = n, with n from 0 to 4");
  };
};
template <class P>
struct optimizer_lacks_its_rule_update : mistake {
  template <class S> struct tell {
    static_assert(is_right<S>, "ctyolo: an optimizer is a rule: template <class V> void update(V& w, V g, V* state, const StepScalars& s) const");
  };
};
template <class P>
struct optimizer_update_takes_the_weight_by_value : mistake {
  template <class S> struct tell {
    static_assert(is_right<S>, "ctyolo: an optimizer changes the weight that it is given, V& w: template <class V> void update(V& w, V g, V* state, const StepScalars& s) const");
  };
};
template <class P, class Number>
struct optimizer_update_cannot_be_called_with : mistake {
  template <class S> struct tell {
    static_assert(is_right<S>, "ctyolo: an optimizer's update has another signature than: template <class V> void update(V& w, V g, V* state, const StepScalars& s) const");
  };
};
}  // namespace error

namespace detail {

// A second `update` makes the name ambiguous: so a member of any kind is seen, templates too.
struct NamedUpdate { int update; };
template <class P>
struct UpdateProbe : P, NamedUpdate {};
template <class P>
concept HasUpdate = std::is_final_v<P> || !requires { &UpdateProbe<P>::update; };

template <class P>
concept TakesWeightByValue = requires(const P& optimizer, double* state, const StepScalars& scalars) {
  optimizer.update(1.0, 1.0, state, prepared(optimizer, scalars));
};

template <class P>
constexpr auto find_optimizer_mistake() {
  if constexpr (!requires { requires P::states >= 0 && P::states <= max_optimizer_states; }) return error::optimizer_lacks_states<P>{};
  else if constexpr (!HasUpdate<P>) return error::optimizer_lacks_its_rule_update<P>{};
  else if constexpr (!UpdatesWeights<P, float>) return error::optimizer_update_cannot_be_called_with<P, float>{};
  else if constexpr (!UpdatesWeights<P, double>) return error::optimizer_update_cannot_be_called_with<P, double>{};
  else if constexpr (!UpdatesWeights<P, Packet<float>>) return error::optimizer_update_cannot_be_called_with<P, Packet<float>>{};
  else if constexpr (TakesWeightByValue<P>) return error::optimizer_update_takes_the_weight_by_value<P>{};
  else return error::no_mistake{};
}

}  // namespace detail

/// `error::no_mistake`, or what keeps P from meeting Optimizer.
template <class P>
using OptimizerMistake = decltype(detail::find_optimizer_mistake<P>());

}  // namespace ctyolo::inline v0
