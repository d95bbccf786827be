// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A block that does not say the shape of its output.
// expect: graph_error<at_row<1>, block_lacks_out<Stem>>
// expect: a block says the shape of its output map: static constexpr Shape out(Shapes in, const BlockContext& c)
#include <ctyolo/graph.hpp>

#include <cstdio>

using namespace ctyolo;

struct Stem {
  static constexpr int inputs = 1;
#ifdef FIXED
  static constexpr Shape out(Shapes in, const BlockContext& c) { return {c.channels(32), 2 * in[0].stride}; }
#endif
  static constexpr void layers(LayerList& list, Shapes in, const BlockContext& c) {
    list.conv_norm("", in[0].channels, c.channels(32), 3, 2, 2 * in[0].stride, 1);
  }
  template <class Nn>
  static constexpr auto forward(Nn& nn, const typename Nn::Maps& in) { return nn.template conv_norm_act<SiLU>(0, in[0]); }
};

struct Rows : Graph<
  Row<From<-1>, 1, Conv<16, 3, 2>>,   // 0
  Row<From<-1>, 1, Stem>,             // 1
  Row<From<0, 1>, 1, Detect>          // 2
> {};
struct Tiny : Net<Tiny, Rows, Scale{}, Anchors<Level<10, 13>, Level<30, 61>>> {};

int main() { std::printf("stride %d\n", Tiny::max_stride()); }
