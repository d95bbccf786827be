// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Nets that went through a yaml are the nets they were. Compiling is passing.
#include "nets.hpp"

#include <models/old_blocks.hpp>
#include <models/p2.hpp>
#include <models/p6.hpp>
#include <models/seed_fpn.hpp>
#include <models/seed_s.hpp>
#include <models/v6n.hpp>
#include <models/v6s.hpp>

namespace {

using namespace ctyolo;

template <class... R>
Graph<R...> graph_of(const Graph<R...>&);
template <class... L>
Anchors<L...> anchors_of(const Anchors<L...>&);

/// Every row of one type, every anchor of one size, and the same scale, classes and generation.
template <class A, class B>
constexpr bool same = std::same_as<decltype(graph_of(typename A::Rows())), decltype(graph_of(typename B::Rows()))> &&
                      std::same_as<decltype(anchors_of(typename A::InitialAnchors())), decltype(anchors_of(typename B::InitialAnchors()))> &&
                      std::same_as<typename A::Generation, typename B::Generation> && A::classes == B::classes &&
                      A::scale.depth == B::scale.depth && A::scale.width == B::scale.width && A::parameters() == B::parameters() &&
                      A::parameters(3) == B::parameters(3);

// The first YOLOv5's Detect names no rows in its yaml; the zoo names them by number, as yaml2net does.
static_assert(same<models::v6n, YoloV5n> && models::v6n::parameters() == 1'872'157);
static_assert(same<models::v6s, YoloV5s> && models::v6s::parameters() == 7'235'389);
static_assert(same<models::p6, nets::P6>);
static_assert(same<models::p2, nets::P2>);
static_assert(same<models::old_blocks, nets::OldBlocks>);
static_assert(same<models::seed_s, yolov5_v1::YoloV5s> && models::seed_s::parameters() == 7'468'157);
static_assert(same<models::seed_fpn, yolov5_v1::YoloV5Fpn> && models::seed_fpn::parameters() == 50'262'781);

// Counted by v7.0's code, at 80 classes (P6) and with the yaml's own five (P2, and blocks of old at 80).
static_assert(nets::P6::parameters() == 3'246'940);
static_assert(nets::P2::parameters() == 779'368);
static_assert(nets::OldBlocks::parameters() == 235'882);

// The classes of the yaml are the net's; other numbers are other nets.
static_assert(models::p2::classes == 5 && std::same_as<models::p2::Classes<5>, models::p2>);
static_assert(!std::same_as<models::p2::Classes<80>, models::p2> && models::p2::Classes<80>::classes == 80);
static_assert(std::same_as<models::p2::Classes<3>::Classes<5>, models::p2>);
static_assert(ValidNet<models::p2> && ValidNet<models::p2::Classes<Dynamic>>);

}  // namespace
