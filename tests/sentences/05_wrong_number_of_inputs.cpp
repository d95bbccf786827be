// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A block that takes one map is given two.
// expect: graph_error<at_row<2>, block_takes_inputs_but_got<1, 2>>
// expect: join them with Concat first
#include <ctyolo/graph.hpp>

#include <cstdio>

using namespace ctyolo;

struct Rows : Graph<
  Row<From<-1>, 1, Conv<16, 3, 2>>,   // 0
  Row<From<-1>, 1, Conv<16>>,         // 1
#ifdef FIXED
  Row<From<-1, 0>, 1, Concat>,        // 2
#else
  Row<From<-1, 0>, 1, C3<32>>,        // 2
#endif
  Row<From<-1>, 1, Conv<64, 3, 2>>,   // 3
  Row<From<2, 3>, 1, Detect>          // 4
> {};
struct Tiny : Net<Tiny, Rows, Scale{}, Anchors<Level<10, 13>, Level<30, 61>>> {};

int main() { std::printf("stride %d\n", Tiny::max_stride()); }
