// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Where parameters lie: which parts a layer has, that they are aligned, apart, and all that a net learns.
#include "test.hpp"

#include <ctyolo/graph.hpp>
#include <ctyolo/nn/layout.hpp>

#include <array>
#include <vector>

using namespace ctyolo;

TEST_CASE("nn/layout: each kind of layer has the parts that it needs, in the group that learns them") {
  const std::vector<Layer> layers{
      {.kind = LayerKind::conv_norm, .in = 3, .out = 20, .kernel = 3},
      {.kind = LayerKind::conv, .in = 20, .out = 6, .bias = true},
      {.kind = LayerKind::conv, .in = 4, .out = 8, .groups = 2},
      {.kind = LayerKind::norm, .in = 5, .out = 5},
  };
  const FlatLayout layout(layers);
  REQUIRE(layout.layers.size() == 4);
  const auto is = [](const Slice& s, std::int64_t offset, std::int64_t count) { return s.offset == offset && s.count == count; };
  const auto absent = [](const Slice& s) { return s.count == 0; };

  const LayerSlices &conv_norm = layout.layers[0], &conv = layout.layers[1], &bare = layout.layers[2], &norm = layout.layers[3];
  CHECK(is(conv_norm.weight, 0, 20 * 3 * 9));  // 540, so the next begins at 544
  CHECK(is(conv_norm.bias, 0, 20));            // the norm's shift
  CHECK(is(conv_norm.scale, 0, 20));
  CHECK(is(conv_norm.mean, 0, 20));
  CHECK(is(conv_norm.variance, 32, 20));

  CHECK(is(conv.weight, 544, 120));
  CHECK(is(conv.bias, 32, 6));
  CHECK((absent(conv.scale) && absent(conv.mean) && absent(conv.variance)));

  CHECK(is(bare.weight, 672, 8 * 2));
  CHECK((absent(bare.bias) && absent(bare.scale)));

  CHECK(absent(norm.weight));
  CHECK(is(norm.bias, 48, 5));
  CHECK(is(norm.scale, 32, 5));
  CHECK(is(norm.mean, 64, 5));
  CHECK(is(norm.variance, 80, 5));

  CHECK(layout.sizes == std::array<std::int64_t, group_count>{688, 48, 64, 96});  // weight, norm, bias, buffer
}

TEST_CASE_TEMPLATE("nn/layout: slices of a whole net are aligned and apart, and hold all that it learns", Model, YoloV5n,
                   yolov5_v1::YoloV5s) {
  const FlatLayout layout(Model::layers().layers);
  std::array<std::int64_t, group_count> end{};
  std::int64_t learned = 0;
  const auto follows = [&](Group g, const Slice& s) {
    if (s.count == 0) return;
    CHECK(s.offset % FlatLayout::alignment == 0);
    CHECK(s.offset >= end[index_of(g)]);
    CHECK(s.offset < end[index_of(g)] + FlatLayout::alignment);  // no gap that alignment does not need
    end[index_of(g)] = s.offset + s.count;
    if (g != Group::buffer) learned += s.count;
  };
  for (const LayerSlices& s : layout.layers) {
    follows(Group::weight, s.weight);
    follows(Group::bias, s.bias);
    follows(Group::norm, s.scale);
    follows(Group::buffer, s.mean);
    follows(Group::buffer, s.variance);
  }
  for (std::size_t g = 0; g < group_count; ++g) {
    CHECK(end[g] <= layout.sizes[g]);
    CHECK(layout.sizes[g] % FlatLayout::alignment == 0);
  }
  CHECK(learned == Model::parameters());
}
