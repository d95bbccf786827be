// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Two nets with every block that Python's YOLOv5 has as well, and some that it has not.
#pragma once

#include <ctyolo/graph/blocks/bottleneck.hpp>
#include <ctyolo/graph/blocks/bottleneck_csp.hpp>
#include <ctyolo/graph/blocks/c3.hpp>
#include <ctyolo/graph/blocks/concat.hpp>
#include <ctyolo/graph/blocks/conv.hpp>
#include <ctyolo/graph/blocks/detect.hpp>
#include <ctyolo/graph/blocks/focus.hpp>
#include <ctyolo/graph/blocks/output_conv.hpp>
#include <ctyolo/graph/blocks/spp.hpp>
#include <ctyolo/graph/blocks/sppf.hpp>
#include <ctyolo/graph/blocks/upsample.hpp>
#include <ctyolo/graph/net.hpp>

namespace small {

using namespace ctyolo;

using TwoLevels = Anchors<Level<10, 13, 16, 30>, Level<33, 23, 62, 45>>;
using TwoLevelsDown = Anchors<Level<33, 23, 62, 45>, Level<10, 13, 16, 30>>;

// clang-format off
template <class Row5, class Act = SiLU>
struct LateRows : Graph<
  Row<From<-1>, 1, Conv<16, 6, 2, 2, Act>>,         //  0
  Row<From<-1>, 1, Conv<32, 3, 2, -1, Act>>,        //  1
  Row<From<-1>, 3, C3<32, true, Act>>,              //  2
  Row<From<-1>, 1, Conv<64, 3, 2, -1, Act>>,        //  3
  Row<From<-1>, 3, Bottleneck<64, true, Act>>,      //  4  a chain of two
  Row5,                                             //  5
  Row<From<-1>, 1, Conv<32, 1, 1, -1, Act>>,        //  6
  Row<From<-1>, 1, Upsample<2>>,                    //  7
  Row<From<-1, 2>, 1, Concat>,                      //  8
  Row<From<-1>, 3, C3<32, false, Act>>,             //  9
  Row<From<9, 5>, 1, Detect>                        // 10
> {};

template <class Row3>
struct EarlyRows : Graph<
  Row<From<-1>, 1, Focus<16, 3>>,                                      // 0
  Row<From<-1>, 1, Conv<32, 3, 2, auto_padding, LeakyReLU<>>>,         // 1
  Row<From<-1>, 3, BottleneckCSP<32, false>>,                          // 2
  Row3,                                                                // 3
  Row<From<-1>, 1, OutputConv>,                                        // 4
  Row<From<-2>, 1, Conv<32, 3, 2, auto_padding, LeakyReLU<>>>,         // 5
  Row<From<-1>, 1, OutputConv>,                                        // 6
  Row<From<6, 4>, 1, DetectMaps>                                       // 7
> {};
// clang-format on

inline constexpr Scale two_thirds{.depth = 0.67, .width = 0.5};
struct Late : Net<Late, LateRows<Row<From<-1>, 1, SPPF<64, 5>>>, two_thirds, TwoLevels, GenerationV6, 3> {};
struct Leaky : Net<Leaky, LateRows<Row<From<-1>, 1, SPPF<64, 5, LeakyReLU<>>>, LeakyReLU<>>, two_thirds, TwoLevels, GenerationV6, 3> {};
struct Early : Net<Early, EarlyRows<Row<From<-1>, 1, SPP<32>>>, two_thirds, TwoLevelsDown, GenerationV1, 2> {};

/// A Conv of one's own: Python has no such class.
struct MyBlock : Conv<64, 1, 1> {};
struct Own : Net<Own, LateRows<Row<From<-1>, 1, MyBlock>>, two_thirds, TwoLevels, GenerationV6, 3> {};
/// A block of the later YOLOv5 in a net of the first.
struct Mixed : Net<Mixed, EarlyRows<Row<From<-1>, 1, C3<32>>>, two_thirds, TwoLevelsDown, GenerationV1, 2> {};

}  // namespace small
