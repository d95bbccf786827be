// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The nets that are written as yaml and read back: the zoo's, and some that it has not.
#pragma once

#include <ctyolo/graph.hpp>

namespace nets {

using namespace ctyolo;

/// Four levels up to stride 64, widths of 768 in between.
struct P6Rows : Graph<
  Row<From<-1>, 1, Conv<64, 6, 2, 2>>,       //  0
  Row<From<-1>, 1, Conv<128, 3, 2>>,         //  1
  Row<From<-1>, 3, C3<128>>,                 //  2
  Row<From<-1>, 1, Conv<256, 3, 2>>,         //  3
  Row<From<-1>, 6, C3<256>>,                 //  4
  Row<From<-1>, 1, Conv<512, 3, 2>>,         //  5
  Row<From<-1>, 9, C3<512>>,                 //  6
  Row<From<-1>, 1, Conv<768, 3, 2>>,         //  7
  Row<From<-1>, 3, C3<768>>,                 //  8
  Row<From<-1>, 1, Conv<1024, 3, 2>>,        //  9  P6/64
  Row<From<-1>, 3, C3<1024>>,                // 10
  Row<From<-1>, 1, SPPF<1024, 5>>,           // 11
  Row<From<-1>, 1, Conv<768>>,               // 12
  Row<From<-1>, 1, Upsample<2>>,             // 13
  Row<From<-1, 8>, 1, Concat>,               // 14
  Row<From<-1>, 3, C3<768, no_shortcut>>,    // 15
  Row<From<-1>, 1, Conv<512>>,               // 16
  Row<From<-1>, 1, Upsample<2>>,             // 17
  Row<From<-1, 6>, 1, Concat>,               // 18
  Row<From<-1>, 3, C3<512, no_shortcut>>,    // 19
  Row<From<-1>, 1, Conv<256>>,               // 20
  Row<From<-1>, 1, Upsample<2>>,             // 21
  Row<From<-1, 4>, 1, Concat>,               // 22
  Row<From<-1>, 3, C3<256, no_shortcut>>,    // 23
  Row<From<-1>, 1, Conv<256, 3, 2>>,         // 24
  Row<From<-1, 20>, 1, Concat>,              // 25
  Row<From<-1>, 3, C3<512, no_shortcut>>,    // 26
  Row<From<-1>, 1, Conv<512, 3, 2>>,         // 27
  Row<From<-1, 16>, 1, Concat>,              // 28
  Row<From<-1>, 3, C3<768, no_shortcut>>,    // 29
  Row<From<-1>, 1, Conv<768, 3, 2>>,         // 30
  Row<From<-1, 12>, 1, Concat>,              // 31
  Row<From<-1>, 3, C3<1024, no_shortcut>>,   // 32
  Row<From<23, 26, 29, 32>, 1, Detect>       // 33
> {};
struct P6Anchors : Anchors<Level<19, 27, 44, 40, 38, 94>, Level<96, 68, 86, 152, 180, 137>, Level<140, 301, 303, 264, 238, 542>,
                           Level<436, 615, 739, 380, 925, 792>> {};
struct P6 : Net<P6, P6Rows, Scale{.depth = 0.33, .width = 0.25}, P6Anchors> {};

/// A level of stride 4, five classes, another activation, an even kernel, a bare convolution.
template <int Channels, int Kernel = 1, int Stride = 1, int Padding = auto_padding>
using SwishConv = ctyolo::Conv<Channels, Kernel, Stride, Padding, Hardswish>;
template <int Channels, bool Shortcut = true>
using SwishC3 = C3<Channels, Shortcut, Hardswish>;

struct P2Rows : Graph<
  Row<From<-1>, 1, SwishConv<64, 4, 2, 1>>,        //  0
  Row<From<-1>, 1, SwishConv<128, 3, 2>>,          //  1
  Row<From<-1>, 3, SwishC3<128>>,                  //  2
  Row<From<-1>, 1, SwishConv<256, 3, 2>>,          //  3
  Row<From<-1>, 6, SwishC3<256>>,                  //  4
  Row<From<-1>, 1, SPPF<256, 3, Hardswish>>,       //  5
  Row<From<-1>, 1, SwishConv<128>>,                //  6
  Row<From<-1>, 1, Upsample<2>>,                   //  7
  Row<From<-1, 2>, 1, Concat>,                     //  8
  Row<From<-1>, 3, SwishC3<128, no_shortcut>>,     //  9
  Row<From<-1>, 2, Conv<128, 3, 1, auto_padding, Identity>>,  // 10
  Row<From<-2>, 1, SwishConv<128, 3, 2>>,          // 11
  Row<From<-1, 6>, 1, Concat>,                     // 12
  Row<From<-1>, 3, SwishC3<256, no_shortcut>>,     // 13
  Row<From<10, 13>, 1, Detect>                     // 14
> {};
struct P2Anchors : Anchors<Level<5, 6, 8, 14>, Level<15, 11, 33, 23>> {};
struct P2 : Net<P2, P2Rows, Scale{.depth = 1.0, .width = 0.5}, P2Anchors, GenerationV6, 5> {};

/// Blocks of the first YOLOv5 as v7.0 reads them: with SiLU, heads in Detect.
struct OldBlocksRows : Graph<
  Row<From<-1>, 1, Focus<32, 3, SiLU>>,               // 0
  Row<From<-1>, 1, Conv<64, 3, 2>>,                   // 1
  Row<From<-1>, 2, Bottleneck<64>>,                   // 2
  Row<From<-1>, 3, BottleneckCSP<64, true, SiLU>>,    // 3
  Row<From<-1>, 1, Conv<128, 3, 2>>,                  // 4
  Row<From<-1>, 1, SPP<128, SiLU>>,                   // 5
  Row<From<3, 5>, 1, Detect>                          // 6
> {};
struct OldBlocks : Net<OldBlocks, OldBlocksRows, Scale{}, Anchors<Level<10, 13>, Level<30, 61>>> {};

}  // namespace nets
