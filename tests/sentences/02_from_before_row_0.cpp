// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A row that counts back beyond row 0.
// expect: graph_error<at_row<2>, input_lies_before_row_0<-4>>
// expect: count back to a row that exists
#include <ctyolo/graph.hpp>

#include <cstdio>

using namespace ctyolo;

struct Rows : Graph<
  Row<From<-1>, 1, Conv<16, 3, 2>>,   // 0
  Row<From<-1>, 1, Conv<32, 3, 2>>,   // 1
#ifdef FIXED
  Row<From<-2>, 1, Conv<32, 3, 4>>,   // 2
#else
  Row<From<-4>, 1, Conv<32, 3, 4>>,   // 2
#endif
  Row<From<1, 2>, 1, Detect>          // 3
> {};
struct Tiny : Net<Tiny, Rows, Scale{}, Anchors<Level<10, 13>, Level<30, 61>>> {};

int main() { std::printf("stride %d\n", Tiny::max_stride()); }
