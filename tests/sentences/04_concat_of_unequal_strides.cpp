// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Concat of maps of unequal stride.
// expect: graph_error<at_row<3>, concat_inputs_have_strides<8, 4>>
// expect: Concat joins maps of one stride; bring them to it with Upsample
#include <ctyolo/graph.hpp>

#include <cstdio>

using namespace ctyolo;

struct Rows : Graph<
  Row<From<-1>, 1, Conv<16, 3, 2>>,   // 0  P1/2
  Row<From<-1>, 1, Conv<32, 3, 2>>,   // 1  P2/4
  Row<From<-1>, 1, Conv<64, 3, 2>>,   // 2  P3/8
#ifdef FIXED
  Row<From<-1>, 1, Upsample<2>>,      // 3
  Row<From<-1, 1>, 1, Concat>,        // 4
  Row<From<4, 2>, 1, Detect>          // 5
#else
  Row<From<-1, 1>, 1, Concat>,        // 3
  Row<From<1, 3>, 1, Detect>          // 4
#endif
> {};
struct Tiny : Net<Tiny, Rows, Scale{}, Anchors<Level<10, 13>, Level<30, 61>>> {};

int main() { std::printf("stride %d\n", Tiny::max_stride()); }
