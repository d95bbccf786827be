// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A block that counts a layer with parameters, but never computes with it.
// expect: graph_error<at_row<1>, block_lists_but_never_uses_layer<Pair, 1>>
// expect: would be counted and saved, but `forward` never calls it
#include <ctyolo/ctyolo.hpp>

using namespace ctyolo;

struct Pair {
  static constexpr int inputs = 1;
  static constexpr Shape out(Shapes in, const BlockContext&) { return in[0]; }
  static constexpr void layers(LayerList& list, Shapes in, const BlockContext&) {
    list.conv_norm("cv1", in[0].channels, in[0].channels, 1, in[0].stride);
    list.conv_norm("cv2", in[0].channels, in[0].channels, 3, in[0].stride);
  }
  template <class Nn>
  static constexpr auto forward(Nn& nn, const typename Nn::Maps& in) {
#ifdef FIXED
    return nn.template conv_norm_act<SiLU>(1, nn.template conv_norm_act<SiLU>(0, in[0]));
#else
    return nn.template conv_norm_act<SiLU>(0, nn.template conv_norm_act<SiLU>(0, in[0]));
#endif
  }
};

struct Rows : Graph<
  Row<From<-1>, 1, Conv<16, 3, 2>>,   // 0
  Row<From<-1>, 1, Pair>,             // 1
  Row<From<-1>, 1, Conv<32, 3, 2>>,   // 2
  Row<From<1, 2>, 1, Detect>          // 3
> {};
struct Tiny : Net<Tiny, Rows, Scale{}, Anchors<Level<10, 13>, Level<30, 61>>> {};

int main() {
  Trainer<Tiny::Classes<3>, SGDNesterov> trainer;
  trainer.fit({.data = "data.yaml", .epochs = 50, .img = 320});
}
