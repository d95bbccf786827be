// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The first YOLOv5, mid-2020 (Focus, BottleneckCSP, SPP, LeakyReLU): s, m, l, x with a PANet head, and the FPN net. Tier: spec (std only).
#pragma once

#include <ctyolo/graph/blocks/bottleneck_csp.hpp>
#include <ctyolo/graph/blocks/concat.hpp>
#include <ctyolo/graph/blocks/conv.hpp>
#include <ctyolo/graph/blocks/detect.hpp>
#include <ctyolo/graph/blocks/focus.hpp>
#include <ctyolo/graph/blocks/output_conv.hpp>
#include <ctyolo/graph/blocks/spp.hpp>
#include <ctyolo/graph/blocks/upsample.hpp>
#include <ctyolo/graph/net.hpp>

namespace ctyolo::inline v0::yolov5_v1 {

inline constexpr bool no_shortcut = false;

template <int Channels, int Kernel = 1, int Stride = 1>
using Conv = ctyolo::Conv<Channels, Kernel, Stride, auto_padding, LeakyReLU<>>;
template <int Channels>
using Bottleneck = ctyolo::Bottleneck<Channels, true, LeakyReLU<>>;
template <int Channels, bool Shortcut = true>
using CSP = BottleneckCSP<Channels, Shortcut>;

// clang-format off: a line a row, as YOLOv5 lists them
struct PanetRows : Graph<
  // backbone
  Row<From<-1>, 1, Focus<64, 3>>,               //  0  P1/2
  Row<From<-1>, 1, Conv<128, 3, 2>>,            //  1  P2/4
  Row<From<-1>, 3, CSP<128>>,                   //  2
  Row<From<-1>, 1, Conv<256, 3, 2>>,            //  3  P3/8
  Row<From<-1>, 9, CSP<256>>,                   //  4
  Row<From<-1>, 1, Conv<512, 3, 2>>,            //  5  P4/16
  Row<From<-1>, 9, CSP<512>>,                   //  6
  Row<From<-1>, 1, Conv<1024, 3, 2>>,           //  7  P5/32
  Row<From<-1>, 1, SPP<1024>>,                  //  8
  Row<From<-1>, 3, CSP<1024, no_shortcut>>,     //  9
  // head, top down
  Row<From<-1>, 1, Conv<512>>,                  // 10
  Row<From<-1>, 1, Upsample<2>>,                // 11
  Row<From<-1, 6>, 1, Concat>,                  // 12  with P4
  Row<From<-1>, 3, CSP<512, no_shortcut>>,      // 13
  Row<From<-1>, 1, Conv<256>>,                  // 14
  Row<From<-1>, 1, Upsample<2>>,                // 15
  Row<From<-1, 4>, 1, Concat>,                  // 16  with P3
  Row<From<-1>, 3, CSP<256, no_shortcut>>,      // 17
  Row<From<-1>, 1, OutputConv>,                 // 18  out, P3/8
  // head, bottom up
  Row<From<-2>, 1, Conv<256, 3, 2>>,            // 19
  Row<From<-1, 14>, 1, Concat>,                 // 20
  Row<From<-1>, 3, CSP<512, no_shortcut>>,      // 21
  Row<From<-1>, 1, OutputConv>,                 // 22  out, P4/16
  Row<From<-2>, 1, Conv<512, 3, 2>>,            // 23
  Row<From<-1, 10>, 1, Concat>,                 // 24
  Row<From<-1>, 3, CSP<1024, no_shortcut>>,     // 25
  Row<From<-1>, 1, OutputConv>,                 // 26  out, P5/32
  Row<From<26, 22, 18>, 1, DetectMaps>          // 27  largest stride first
> {};

struct PanetAnchors : Anchors<
  Level<116, 90, 156, 198, 373, 326>,           // P5/32
  Level<30, 61, 62, 45, 59, 119>,               // P4/16
  Level<10, 13, 16, 30, 33, 23>                 // P3/8
> {};

struct FpnRows : Graph<
  // backbone
  Row<From<-1>, 1, Focus<64, 3>>,               //  0  P1/2
  Row<From<-1>, 1, Conv<128, 3, 2>>,            //  1  P2/4
  Row<From<-1>, 3, Bottleneck<128>>,            //  2
  Row<From<-1>, 1, Conv<256, 3, 2>>,            //  3  P3/8
  Row<From<-1>, 9, CSP<256>>,                   //  4
  Row<From<-1>, 1, Conv<512, 3, 2>>,            //  5  P4/16
  Row<From<-1>, 9, CSP<512>>,                   //  6
  Row<From<-1>, 1, Conv<1024, 3, 2>>,           //  7  P5/32
  Row<From<-1>, 1, SPP<1024>>,                  //  8
  Row<From<-1>, 6, CSP<1024>>,                  //  9
  // head
  Row<From<-1>, 3, CSP<1024, no_shortcut>>,     // 10
  Row<From<-1>, 1, OutputConv>,                 // 11  out, P5/32
  Row<From<-2>, 1, Upsample<2>>,                // 12
  Row<From<-1, 6>, 1, Concat>,                  // 13  with P4
  Row<From<-1>, 1, Conv<512>>,                  // 14
  Row<From<-1>, 3, CSP<512, no_shortcut>>,      // 15
  Row<From<-1>, 1, OutputConv>,                 // 16  out, P4/16
  Row<From<-2>, 1, Upsample<2>>,                // 17
  Row<From<-1, 4>, 1, Concat>,                  // 18  with P3
  Row<From<-1>, 1, Conv<256>>,                  // 19
  Row<From<-1>, 3, CSP<256, no_shortcut>>,      // 20
  Row<From<-1>, 1, OutputConv>,                 // 21  out, P3/8
  Row<From<21, 16, 11>, 1, DetectMaps>          // 22  smallest stride first
> {};

struct FpnAnchors : Anchors<
  Level<10, 13, 16, 30, 33, 23>,                // P3/8
  Level<30, 61, 62, 45, 59, 119>,               // P4/16
  Level<116, 90, 156, 198, 373, 326>            // P5/32
> {};
// clang-format on

struct YoloV5s : Net<YoloV5s, PanetRows, Scale{.depth = 0.33, .width = 0.50}, PanetAnchors, GenerationV1> {};
struct YoloV5m : Net<YoloV5m, PanetRows, Scale{.depth = 0.67, .width = 0.75}, PanetAnchors, GenerationV1> {};
struct YoloV5l : Net<YoloV5l, PanetRows, Scale{.depth = 1.00, .width = 1.00}, PanetAnchors, GenerationV1> {};
struct YoloV5x : Net<YoloV5x, PanetRows, Scale{.depth = 1.33, .width = 1.25}, PanetAnchors, GenerationV1> {};
struct YoloV5Fpn : Net<YoloV5Fpn, FpnRows, Scale{.depth = 1.00, .width = 1.00}, FpnAnchors, GenerationV1> {};

}  // namespace ctyolo::inline v0::yolov5_v1
