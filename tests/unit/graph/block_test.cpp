// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// What blocks are told and how they are judged.
#include "test.hpp"

#include <ctyolo/graph.hpp>

using namespace ctyolo;

namespace {

struct NoLayers {
  static constexpr int inputs = 1;
  static constexpr Shape out(Shapes in, const BlockContext&) { return in[0]; }
};
struct NoShape {
  static constexpr int inputs = 1;
  static constexpr int out(Shapes, const BlockContext&) { return 8; }
  static constexpr void layers(LayerList&, Shapes, const BlockContext&) {}
};
struct NotTheEnd : Detect {
  static constexpr bool is_detect = false;
};
static_assert(Block<Conv<8>> && Block<C3<8>> && Block<Concat> && Block<Upsample<>> && Block<OutputConv> && Block<Detect>);
static_assert(!Block<NoLayers> && !Block<NoShape> && !Block<int>);
static_assert(DetectBlock<Detect> && DetectBlock<DetectMaps> && !DetectBlock<Conv<8>>);
static_assert(Block<NotTheEnd> && !DetectBlock<NotTheEnd>);

}  // namespace

TEST_CASE("graph/block: a window has no fault just when every size that it may meet becomes size / stride") {
  for (int kernel = 1; kernel <= 9; ++kernel)
    for (int stride = 1; stride <= 4; ++stride)
      for (int padding = 0; padding <= 6; ++padding) {
        bool kept = true;
        for (int size = 8 * stride; size <= 64 * stride; size += stride)
          kept = kept && (size + 2 * padding - kernel) / stride + 1 == size / stride;
        CAPTURE(kernel);
        CAPTURE(stride);
        CAPTURE(padding);
        const Fault fault = window_fault(kernel, stride, padding);
        CHECK(static_cast<bool>(fault) != kept);
        if (fault) CHECK(fault.kind == FaultKind::map_size_not_kept);
      }
}

TEST_CASE("graph/block: a head has a box, an objectness and the classes for each anchor, whatever the width") {
  const BlockContext c{.scale = {.depth = 0.33, .width = 0.25}, .classes = 3, .anchor_levels = 3, .anchors = 2};
  CHECK(c.head_channels() == 2 * (4 + 1 + 3));
  CHECK(c.channels(128) == 32);
}
