// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// BF16 refuses a net with a layer that is not made of whole vectors, and names it; heads may have any number of channels.
#include "test.hpp"

#include <ctyolo/backend/onednn/channels.hpp>
#include <ctyolo/graph.hpp>

#include <concepts>

using namespace ctyolo;

namespace {

struct NarrowRows : Graph<
  Row<From<-1>, 1, Conv<16, 3, 2>>,
  Row<From<-1>, 1, C3<24>>,  // 12 channels within
  Row<From<-1>, 1, Detect>
> {};
struct NarrowAnchors : Anchors<Level<10, 13, 16, 30>> {};
struct Narrow : Net<Narrow, NarrowRows, Scale{.depth = 1, .width = 1}, NarrowAnchors, GenerationV1, 2> {};

/// A head of 21 channels that another row reads too: its gradient would be a sum of two.
struct SharedRows : Graph<
  Row<From<-1>, 1, Conv<16, 3, 2>>,
  Row<From<-1>, 1, OutputConv>,
  Row<From<-1>, 1, Conv<16, 1, 1>>,
  Row<From<-1>, 1, OutputConv>,
  Row<From<1, 3>, 1, DetectMaps>
> {};
struct SharedAnchors : Anchors<Level<10, 13, 16, 30>, Level<10, 13, 16, 30>> {};
struct Shared : Net<Shared, SharedRows, Scale{.depth = 1, .width = 1}, SharedAnchors, GenerationV1, 2> {};

template <class Model, class P>
using Mistake = onednn::ChannelMistake<Model, P>;
template <int Row, int Channels>
using Odd = error::in_BF16_a_map_is_no_whole_vectors<error::at_row<Row>, error::and_has_channels<Channels>>;

}  // namespace

TEST_CASE("backend/onednn/channels: every net of the zoo fits; a narrow map and a head that is read are named") {  // by the compiler
  static_assert(Mistake<YoloV5n::Classes<2>, BF16>::ok);  // heads of 21 channels
  static_assert(Mistake<YoloV5m::Classes<Dynamic>, BF16>::ok && Mistake<YoloV5x::Classes<80>, BF16>::ok);
  static_assert(Mistake<yolov5_v1::YoloV5s::Classes<3>, BF16>::ok && Mistake<yolov5_v1::YoloV5Fpn::Classes<3>, BF16>::ok);  // Focus's 12
  static_assert(Mistake<Narrow, FP32>::ok && Mistake<Shared, FP32>::ok);
  static_assert(std::same_as<Mistake<Narrow, BF16>, Odd<1, 12>>);
  static_assert(std::same_as<Mistake<Shared, BF16>, Odd<1, 14>>);  // 2 anchors, 2 classes
}
