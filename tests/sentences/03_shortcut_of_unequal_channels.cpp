// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A shortcut over unequal channels. (YOLOv5 drops it silently.)
// expect: graph_error<at_row<2>, shortcut_joins_channels<32, 64>>
// expect: which needs equal channels; write them equal, or Shortcut = false
#include <ctyolo/graph.hpp>

#include <cstdio>

using namespace ctyolo;

struct Rows : Graph<
  Row<From<-1>, 1, Conv<16, 3, 2>>,            // 0
  Row<From<-1>, 1, Conv<32, 3, 2>>,            // 1
#ifdef FIXED
  Row<From<-1>, 1, Bottleneck<64, no_shortcut>>,  // 2
#else
  Row<From<-1>, 1, Bottleneck<64>>,            // 2
#endif
  Row<From<0, 2>, 1, Detect>                   // 3
> {};
struct Tiny : Net<Tiny, Rows, Scale{}, Anchors<Level<10, 13>, Level<30, 61>>> {};

int main() { std::printf("stride %d\n", Tiny::max_stride()); }
