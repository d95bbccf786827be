// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// All that can be wrong with a net, or with what stands where one is expected: the first mistake, as a sentence. Tier: spec (std only).
#pragma once

#include <ctyolo/core/mistake.hpp>
#include <ctyolo/graph/layer_use.hpp>
#include <ctyolo/graph/net.hpp>

#include <concepts>
#include <type_traits>

namespace ctyolo::inline v0 {

namespace error {
template <class Rows>
struct a_graph_is_no_net_yet : mistake {
  template <class S> struct tell {
    static_assert(is_right<S>, "ctyolo: a Graph is the table of a net; name a net made of it: struct MyNet : Net<MyNet, MyRows, Scale{}, MyAnchors> {}");
  };
};
template <class T>
struct first_argument_is_no_net : mistake {
  template <class S> struct tell {
    static_assert(is_right<S>, "ctyolo: the first argument of Trainer and of Detector is a net, such as YoloV5n::Classes<3>; a Trainer's policies come after it");
  };
};
template <class Net, class Named>
struct net_names_another_net : mistake {
  template <class S> struct tell {
    static_assert(is_right<S>, "ctyolo: a net names itself first: struct MyNet : Net<MyNet, MyRows, Scale{}, MyAnchors> {}");
  };
};
}  // namespace error

namespace detail {

template <class Model>
constexpr auto find_net_mistake() {
  if constexpr (std::derived_from<Model, GraphTag>) return error::a_graph_is_no_net_yet<Model>{};
  else if constexpr (!AnyNet<Model>) return error::first_argument_is_no_net<Model>{};
  else if constexpr (!std::is_base_of_v<typename Model::SelfOf, Model>) return error::net_names_another_net<Model, typename Model::SelfOf>{};
  else if constexpr (!NetFault<Model>::ok) return NetFault<Model>{};
  else return LayerMistake<Model>{};
}

}  // namespace detail

/// `error::no_mistake`, or the first thing wrong with a net.
template <class Model>
using NetMistakeOf = decltype(detail::find_net_mistake<Model>());

}  // namespace ctyolo::inline v0
