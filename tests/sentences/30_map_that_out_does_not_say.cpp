// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A block that makes a map of another stride than it says.
// expect: at_row<1>
// expect: block_makes_a_map_but_says<Halve,
// expect: `forward` of the block makes a map of another shape than `out` says; correct one of them
#include <ctyolo/ctyolo.hpp>

using namespace ctyolo;

struct Halve {
  static constexpr int inputs = 1;
#ifdef FIXED
  static constexpr Shape out(Shapes in, const BlockContext&) { return {in[0].channels, 2 * in[0].stride}; }
#else
  static constexpr Shape out(Shapes in, const BlockContext&) { return in[0]; }
#endif
  static constexpr void layers(LayerList& list, Shapes in, const BlockContext&) {
    list.conv_norm("cv", in[0].channels, in[0].channels, 3, 2, 2 * in[0].stride, same_padding(3));
  }
  template <class Nn>
  static constexpr auto forward(Nn& nn, const typename Nn::Maps& in) { return nn.template conv_norm_act<SiLU>(0, in[0]); }
};

struct MyRows : Graph<Row<From<-1>, 1, Conv<32, 3, 2>>, Row<From<-1>, 1, Halve>, Row<From<-1>, 1, Detect>> {};
struct MyAnchors : Anchors<Level<8, 8, 16, 14>> {};
struct MyNet : Net<MyNet, MyRows, Scale{}, MyAnchors> {};

int main() {
  Trainer<MyNet::Classes<3>> trainer;
  trainer.fit({.data = "data.yaml", .epochs = 50, .img = 320});
}
