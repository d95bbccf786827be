// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A map whose channels make no whole vectors of 16-bit numbers.
// expect: in_BF16_a_map_is_no_whole_vectors<at_row<1>, and_has_channels<12>>
// expect: in BF16 maps have a multiple of 8 channels, heads alone any number; give the row's layers such numbers, or leave BF16 out
#include <ctyolo/ctyolo.hpp>

using namespace ctyolo;

#ifdef FIXED
constexpr int width = 32;
#else
constexpr int width = 24;  // C3 halves it
#endif

struct MyRows : Graph<
  Row<From<-1>, 1, Conv<16, 3, 2>>,
  Row<From<-1>, 1, C3<width>>,
  Row<From<-1>, 1, Detect>
> {};
struct MyAnchors : Anchors<Level<10, 13, 16, 30, 33, 23>> {};
struct MyNet : Net<MyNet, MyRows, Scale{.depth = 1, .width = 1}, MyAnchors, GenerationV6, 3> {};

int main() {
  Trainer<MyNet, SGDNesterov, OneDnn, BF16> trainer;
  trainer.fit({.data = "data.yaml", .epochs = 50, .img = 320});
}
