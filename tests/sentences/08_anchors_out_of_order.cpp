// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Large anchors at the small stride.
// expect: graph_error<at_row<2>, anchors_run_against_the_strides<2, 4>>
// expect: small anchors belong to the map of small stride; turn the order
#include <ctyolo/graph.hpp>

#include <cstdio>

using namespace ctyolo;

struct Rows : Graph<
  Row<From<-1>, 1, Conv<16, 3, 2>>,   // 0  P1/2
  Row<From<-1>, 1, Conv<32, 3, 2>>,   // 1  P2/4
  Row<From<0, 1>, 1, Detect>          // 2
> {};

#ifdef FIXED
struct Tiny : Net<Tiny, Rows, Scale{}, Anchors<Level<10, 13>, Level<30, 61>>> {};
#else
struct Tiny : Net<Tiny, Rows, Scale{}, Anchors<Level<30, 61>, Level<10, 13>>> {};
#endif

int main() { std::printf("stride %d\n", Tiny::max_stride()); }
