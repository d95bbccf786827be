// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// YOLOv5 v6.0 to v7.0: n, s, m, l, x (C3, SPPF, SiLU, PANet head). Tier: spec (std only).
#pragma once

#include <ctyolo/graph/blocks/c3.hpp>
#include <ctyolo/graph/blocks/concat.hpp>
#include <ctyolo/graph/blocks/conv.hpp>
#include <ctyolo/graph/blocks/detect.hpp>
#include <ctyolo/graph/blocks/sppf.hpp>
#include <ctyolo/graph/blocks/upsample.hpp>
#include <ctyolo/graph/net.hpp>

namespace ctyolo::inline v0 {

inline constexpr bool no_shortcut = false;

// clang-format off: a line a row, as YOLOv5 lists them
struct YoloV5Rows : Graph<
  // backbone
  Row<From<-1>, 1, Conv<64, 6, 2, 2>>,          //  0  P1/2
  Row<From<-1>, 1, Conv<128, 3, 2>>,            //  1  P2/4
  Row<From<-1>, 3, C3<128>>,                    //  2
  Row<From<-1>, 1, Conv<256, 3, 2>>,            //  3  P3/8
  Row<From<-1>, 6, C3<256>>,                    //  4
  Row<From<-1>, 1, Conv<512, 3, 2>>,            //  5  P4/16
  Row<From<-1>, 9, C3<512>>,                    //  6
  Row<From<-1>, 1, Conv<1024, 3, 2>>,           //  7  P5/32
  Row<From<-1>, 3, C3<1024>>,                   //  8
  Row<From<-1>, 1, SPPF<1024, 5>>,              //  9
  // head, top down
  Row<From<-1>, 1, Conv<512>>,                  // 10
  Row<From<-1>, 1, Upsample<2>>,                // 11
  Row<From<-1, 6>, 1, Concat>,                  // 12  with P4
  Row<From<-1>, 3, C3<512, no_shortcut>>,       // 13
  Row<From<-1>, 1, Conv<256>>,                  // 14
  Row<From<-1>, 1, Upsample<2>>,                // 15
  Row<From<-1, 4>, 1, Concat>,                  // 16  with P3
  Row<From<-1>, 3, C3<256, no_shortcut>>,       // 17  out, P3/8
  // head, bottom up
  Row<From<-1>, 1, Conv<256, 3, 2>>,            // 18
  Row<From<-1, 14>, 1, Concat>,                 // 19
  Row<From<-1>, 3, C3<512, no_shortcut>>,       // 20  out, P4/16
  Row<From<-1>, 1, Conv<512, 3, 2>>,            // 21
  Row<From<-1, 10>, 1, Concat>,                 // 22
  Row<From<-1>, 3, C3<1024, no_shortcut>>,      // 23  out, P5/32
  Row<From<17, 20, 23>, 1, Detect>              // 24
> {};

struct YoloV5Anchors : Anchors<
  Level<10, 13, 16, 30, 33, 23>,                // P3/8
  Level<30, 61, 62, 45, 59, 119>,               // P4/16
  Level<116, 90, 156, 198, 373, 326>            // P5/32
> {};
// clang-format on

struct YoloV5n : Net<YoloV5n, YoloV5Rows, Scale{.depth = 0.33, .width = 0.25}, YoloV5Anchors> {};
struct YoloV5s : Net<YoloV5s, YoloV5Rows, Scale{.depth = 0.33, .width = 0.50}, YoloV5Anchors> {};
struct YoloV5m : Net<YoloV5m, YoloV5Rows, Scale{.depth = 0.67, .width = 0.75}, YoloV5Anchors> {};
struct YoloV5l : Net<YoloV5l, YoloV5Rows, Scale{.depth = 1.00, .width = 1.00}, YoloV5Anchors> {};
struct YoloV5x : Net<YoloV5x, YoloV5Rows, Scale{.depth = 1.33, .width = 1.25}, YoloV5Anchors> {};

}  // namespace ctyolo::inline v0
