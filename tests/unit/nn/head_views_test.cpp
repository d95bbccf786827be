// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Raw maps seen through strides, in both memory orders.
#define CTYOLO_TEST_TORCH
#include "test.hpp"

#include <ctyolo/nn/head_views.hpp>

#include <ATen/ops/arange.h>

using namespace ctyolo;

TEST_CASE("nn/head_views: an element is where [N,A*(5+nc),H,W] says, whatever the memory order") {
  const HeadSetup setup{.classes = 2, .strides_px = {8}, .anchors = {{{1, 1}, {2, 2}, {3, 3}}}};
  const at::Tensor plain = at::arange(2 * 21 * 4 * 5, at::kFloat).view({2, 21, 4, 5});
  for (const at::Tensor& map : {plain, plain.contiguous(at::MemoryFormat::ChannelsLast)}) {
    const auto views = head_views({map}, setup);
    REQUIRE(views.size() == 1);
    const HeadView<float>& v = views[0];
    CHECK(v.images == 2);
    CHECK(v.anchors == 3);
    CHECK(v.height == 4);
    CHECK(v.width == 5);
    CHECK(v.outputs == 7);
    CHECK(v.at(1, 2, 3, 4)[6 * v.stride_output] == map[1][2 * 7 + 6][3][4].item<float>());
    CHECK(read_only(views)[0].at(1, 0, 0, 1)[0] == map[1][0][0][1].item<float>());
  }
}
