// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// What stands where a net is expected. Compiling is passing.
#include <ctyolo/graph.hpp>
#include <ctyolo/graph/net_mistakes.hpp>

#include <concepts>

namespace {

using namespace ctyolo;

struct Rows : Graph<Row<From<-1>, 1, Conv<16, 3, 2>>, Row<From<-1>, 1, Detect>> {};
struct Empty : Graph<Row<From<-1>, 1, Conv<0, 3, 2>>, Row<From<-1>, 1, Detect>> {};
struct Sizes : Anchors<Level<10, 13>> {};
struct Named : Net<Named, Rows, Scale{}, Sizes> {};
struct Misnamed : Net<Named, Empty, Scale{}, Sizes> {};
struct WithoutChannels : Net<WithoutChannels, Empty, Scale{}, Sizes> {};
struct WithoutWidth : Net<WithoutWidth, Rows, Scale{.width = 0}, Sizes> {};
struct Other : Named {};  // one's own name for a net
template <class M, class What>
concept Says = std::same_as<NetMistakeOf<M>, What>;

static_assert(NetMistakeOf<Named>::ok && NetMistakeOf<Named::Classes<3>>::ok && NetMistakeOf<Named::Classes<Dynamic>>::ok && NetMistakeOf<Other>::ok);
static_assert(Says<Rows, error::a_graph_is_no_net_yet<Rows>>);
static_assert(Says<int, error::first_argument_is_no_net<int>>);
static_assert(Says<Misnamed, error::net_names_another_net<Misnamed, Named>>);
static_assert(Says<WithoutChannels, error::graph_error<error::at_row<0>, error::row_makes_a_map_of_channels_and_stride<0, 2>>>);
static_assert(Says<WithoutWidth, error::graph_error<error::at_row<0>, error::row_makes_a_map_of_channels_and_stride<0, 2>>>);
static_assert(!NetMistakeOf<Named::Classes<0>>::ok);

}  // namespace
