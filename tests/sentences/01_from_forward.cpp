// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A row that reads a row below it.
// expect: graph_error<at_row<1>, input_is_not_an_earlier_row<3>>
// expect: a row reads rows above it; write From<-1>
#include <ctyolo/graph.hpp>

#include <cstdio>

using namespace ctyolo;

struct Rows : Graph<
  Row<From<-1>, 1, Conv<16, 3, 2>>,   // 0
#ifdef FIXED
  Row<From<-1>, 1, Conv<32, 3, 2>>,   // 1
#else
  Row<From<3>, 1, Conv<32, 3, 2>>,    // 1
#endif
  Row<From<-1>, 1, C3<32>>,           // 2
  Row<From<-1>, 1, Conv<64, 3, 2>>,   // 3
  Row<From<2, 3>, 1, Detect>          // 4
> {};
struct Tiny : Net<Tiny, Rows, Scale{}, Anchors<Level<10, 13>, Level<30, 61>>> {};

int main() { std::printf("stride %d\n", Tiny::max_stride()); }
