// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// What one would try on Compiler Explorer: a net of one's own, checked by the compiler, and its table.
#include "ctyolo_graph.hpp"

#include <cstdio>

using namespace ctyolo;

struct TinyRows : Graph<
  Row<From<-1>, 1, Conv<32, 3, 2>>,   // 0  P1/2
  Row<From<-1>, 1, Conv<64, 3, 2>>,   // 1  P2/4
  Row<From<-1>, 3, C3<64>>,           // 2
  Row<From<-1>, 1, Conv<128, 3, 2>>,  // 3  P3/8
  Row<From<2, 3>, 1, Detect>          // 4
> {};
struct TinyAnchors : Anchors<Level<8, 8, 16, 14>, Level<30, 30, 50, 40>> {};
struct Tiny : Net<Tiny, TinyRows, Scale{.depth = 0.33, .width = 0.5}, TinyAnchors> {};

static_assert(Tiny::strides() == std::array{4, 8} && Tiny::shape(3) == Shape{.channels = 64, .stride = 8});
static_assert(YoloV5n::parameters() == 1'872'157 && YoloV5n::flops(640, 640) / 100'000'000 == 44);  // v7.0: 4.5 GFLOPs

int main() {
  for (const auto& rows : {row_facts<Tiny::Classes<3>>(3, 640), row_facts<YoloV5n>(80, 640)}) {
    Configuration c;
    c.rows = rows;
    std::printf("%s\n", rows_table(c).c_str());
  }
  const Rates rates = WarmupCosine::at({.step = 1000, .epoch = 10, .epochs = 100, .batches = 100, .batch_size = 16}, Hyp{});
  std::printf("rate %.6f\n", rates.weight);
}
