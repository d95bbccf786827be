// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A block with two branches of an odd number of channels.
// expect: graph_error<at_row<1>, channels_cannot_be_halved<33>>
// expect: half as many channels inside; give it an even number
#include <ctyolo/graph.hpp>

#include <cstdio>

using namespace ctyolo;

struct Rows : Graph<
  Row<From<-1>, 1, Conv<16, 3, 2>>,   // 0
#ifdef FIXED
  Row<From<-1>, 3, C3<32>>,           // 1
#else
  Row<From<-1>, 3, C3<33>>,           // 1
#endif
  Row<From<-1>, 1, Conv<64, 3, 2>>,   // 2
  Row<From<1, 2>, 1, Detect>          // 3
> {};
struct Tiny : Net<Tiny, Rows, Scale{}, Anchors<Level<10, 13>, Level<30, 61>>> {};

int main() { std::printf("stride %d\n", Tiny::max_stride()); }
