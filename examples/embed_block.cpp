// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A block and a net of one's own: names, parameters, FLOPs, memory plan and backward pass follow from these lines.
#include <ctyolo/train.hpp>

#include <iostream>

using namespace ctyolo;

/// x + conv3x3(conv1x1(x)): a residual whose middle is narrow (graph/block.hpp).
template <int Narrow>
struct Residual {
  static constexpr int inputs = 1;
  static constexpr Shape out(Shapes in, const BlockContext&) { return in[0]; }
  static constexpr void layers(LayerList& list, Shapes in, const BlockContext&) {
    list.conv_norm("squeeze", in[0].channels, in[0].channels / Narrow, 1, in[0].stride);
    list.conv_norm("expand", in[0].channels / Narrow, in[0].channels, 3, in[0].stride);
  }
  template <class Nn>
  static constexpr auto forward(Nn& nn, const typename Nn::Maps& in) {
    return nn.add(in[0], nn.template conv_norm_act<SiLU>(1, nn.template conv_norm_act<SiLU>(0, in[0])));
  }
};

struct SmallRows : Graph<Row<From<-1>, 1, Conv<16, 6, 2, 2>>, Row<From<-1>, 1, Conv<32, 3, 2>>, Row<From<-1>, 1, Conv<64, 3, 2>>,
                         Row<From<-1>, 2, Residual<2>>, Row<From<-1>, 1, Conv<128, 3, 2>>, Row<From<-1>, 3, Residual<4>>,
                         Row<From<3, 5>, 1, Detect>> {};
struct SmallAnchors : Anchors<Level<10, 13, 16, 30, 33, 23>, Level<59, 119, 116, 90, 156, 198>> {};
struct Small : Net<Small, SmallRows, Scale{}, SmallAnchors> {};
static_assert(Small::max_stride() == 16 && Small::shape(5).channels == 128);

int main(int argc, char** argv) {
  Trainer<Small::Classes<Dynamic>> trainer;
  if (argc < 2) std::cout << rows_table(trainer.configuration({.img = 320}));
  else trainer.fit({.data = argv[1], .img = 320, .name = "small"});
}
