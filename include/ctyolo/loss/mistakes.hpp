// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// What keeps a type from being a loss, as a sentence. Tier: spec (std only).
#pragma once

#include <ctyolo/core/mistake.hpp>
#include <ctyolo/loss/concepts.hpp>

#include <type_traits>
#include <utility>

namespace ctyolo::inline v0 {

namespace error {
template <class P, class Returned>
struct loss_must_return_LossItems_but_returns : mistake {
  template <class S> struct tell {
    static_assert(is_right<S>, "ctyolo: a loss returns its items, box, objectness and class, as LossItems{.box = .., .obj = .., .cls = ..}; their sum is the loss");
  };
};
template <class P>
struct loss_cannot_be_called_with_maps_and_targets : mistake {
  template <class S> struct tell {
    static_assert(is_right<S>, "ctyolo: a loss is called as LossItems operator()(raw, gradient, targets, setup, hyp, img_px) const; loss/concepts.hpp gives the types");
  };
};
}  // namespace error

namespace detail {

template <class P>
using LossResult = decltype(std::declval<const P&>()(std::span<const HeadView<const float>>(), std::span<const HeadView<float>>(),
                                                     std::span<const Target>(), std::declval<const HeadSetup&>(), std::declval<const Hyp&>(), 640));

template <class P>
constexpr auto find_loss_mistake() {
  if constexpr (requires { typename LossResult<P>; }) {
    if constexpr (std::is_same_v<LossResult<P>, LossItems>) return error::no_mistake{};
    else return error::loss_must_return_LossItems_but_returns<P, LossResult<P>>{};
  } else {
    return error::loss_cannot_be_called_with_maps_and_targets<P>{};
  }
}

}  // namespace detail

/// `error::no_mistake`, or what keeps P from meeting Loss.
template <class P>
using LossMistake = decltype(detail::find_loss_mistake<P>());

}  // namespace ctyolo::inline v0
