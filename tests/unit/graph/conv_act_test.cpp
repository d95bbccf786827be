// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Activations with layers of their own, in every block that has an activation.
#include "test.hpp"

#include <ctyolo/graph.hpp>
#include <ctyolo/graph/layer_use.hpp>

#include <string>

using namespace ctyolo;

namespace {

template <class Block>
std::string names(int channels, int repeats = 1) {
  LayerList list;
  const Shape in{channels, 8};
  Block::layers(list, Shapes(&in, 1), BlockContext{.scale = Scale{}, .repeats = repeats});
  std::string text;
  for (const Layer& l : list.layers) text += (text.empty() ? "" : " ") + std::string(l.name.view()) + ":" + std::to_string(l.groups);
  return text;
}

template <class Act>
struct Rows : Graph<Row<From<-1>, 1, Focus<16, 3, Act>>,                       // 0
                    Row<From<-1>, 1, Conv<32, 3, 2, auto_padding, Act>>,       // 1
                    Row<From<-1>, 2, Bottleneck<32, true, Act>>,               // 2
                    Row<From<-1>, 2, BottleneckCSP<32, true, Act>>,            // 3
                    Row<From<-1>, 1, SPP<32, Act>>,                            // 4
                    Row<From<-1>, 1, SPPF<32, 5, Act>>,                        // 5
                    Row<From<-1>, 2, C3<32, false, Act>>,                      // 6
                    Row<From<-1>, 1, Detect>> {};
struct Smooth : Net<Smooth, Rows<SiLU>, Scale{}, Anchors<Level<10, 13, 16, 30>>> {};
struct Funnel : Net<Funnel, Rows<FReLU>, Scale{}, Anchors<Level<10, 13, 16, 30>>> {};

}  // namespace

TEST_CASE("graph/conv_act: an activation without layers adds none") {
  CHECK(names<Conv<64>>(64) == ":1");
  CHECK(names<C3<64>>(64) == "cv1:1 cv2:1 cv3:1 m.0.cv1:1 m.0.cv2:1");
  static_assert(!LayeredActivation<SiLU> && !LayeredActivation<Mish> && LayeredActivation<FReLU>);
}

TEST_CASE("graph/conv_act: layers of an activation stand where PyTorch registers them") {
  CHECK(names<Conv<64, 1, 1, auto_padding, FReLU>>(32) == ":1 act:64");
  CHECK(names<C3<64, true, FReLU>>(32) == "cv1:1 cv1.act:32 cv2:1 cv2.act:32 cv3:1 cv3.act:64 m.0.cv1:1 m.0.cv1.act:32 m.0.cv2:1 m.0.cv2.act:32");
  CHECK(names<BottleneckCSP<64, true, FReLU>>(32) ==
        "cv1:1 cv1.act:32 cv2:1 cv3:1 cv4:1 cv4.act:64 bn:1 act:64 m.0.cv1:1 m.0.cv1.act:32 m.0.cv2:1 m.0.cv2.act:32");
  CHECK(names<SPPF<64, 5, FReLU>>(32) == "cv1:1 cv1.act:16 cv2:1 cv2.act:64");
  CHECK(names<Focus<64, 3, FReLU>>(3) == "conv:1 conv.act:64");
}

TEST_CASE("graph/conv_act: every block uses just the layers that it lists, and no others") {
  CHECK(LayerMistake<Smooth>::ok);
  CHECK(LayerMistake<Funnel>::ok);
  // 11 numbers for each channel that is activated.
  CHECK(Funnel::parameters() - Smooth::parameters() == 11 * (16 + 32 + 2 * (16 + 32) + (16 + 32 + 32 + 2 * 32) + 2 * (16 + 32) + (16 + 16 + 32 + 2 * 32)));
  CHECK(Trace<Funnel>::ops.size() > Trace<Smooth>::ops.size());
}
