// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// What blocks say to a backend, by one whose maps are the words that it was told.
#define CTYOLO_TEST_TORCH
#include "test.hpp"

#include <ctyolo/graph.hpp>
#include <ctyolo/nn/row_ops.hpp>

#include <string>
#include <vector>

using namespace ctyolo;

namespace {

struct Words {
  using slot = slot::backend;
  using Map = std::string;

  static std::string of(const Layer& l) { return std::string(l.name.view()); }
  static Map image(const Map& x) { return x; }
  static Map conv(const Map& x, const Layer& l, const LayerTensors&) { return of(l) + "[" + x + "]"; }
  template <class Act>
  static Map conv_norm_act(const Map& x, const Layer& l, const LayerTensors& t, const NormMode& mode) {
    told = &t;
    return of(l) + (mode.training ? "!" : "") + "(" + x + ")";
  }
  template <class Act>
  static Map norm_act(const Map& x, const Layer& l, const LayerTensors& t, const NormMode&) {
    told = &t;
    return of(l) + "<" + x + ">";
  }
  static Map add(const Map& a, const Map& b) { return "(" + a + " + " + b + ")"; }
  static Map maximum(const Map& a, const Map& b) { return "max(" + a + ", " + b + ")"; }
  static Map concat(const std::vector<Map>& maps) {
    std::string all;
    for (const Map& m : maps) all += (all.empty() ? "" : " | ") + m;
    return "{" + all + "}";
  }
  static Map max_pool(const Map& x, int kernel) { return "pool" + std::to_string(kernel) + "(" + x + ")"; }
  static Map upsample(const Map& x, int factor) { return x + "*" + std::to_string(factor); }
  static Map space_to_depth(const Map& x) { return "depth(" + x + ")"; }
  static bool supports(const std::string&) { return true; }

  static inline const LayerTensors* told = nullptr;
};
static_assert(Backend<Words>);

/// What a block makes of the maps x, y, ...
template <class BlockType>
std::string said(const std::vector<std::string>& in, int repeats = 1) {
  LayerList list;
  const std::vector<Shape> shapes(in.size(), Shape{8, 8});
  BlockType::layers(list, shapes, BlockContext{.scale = Scale{}, .repeats = repeats, .classes = 1, .anchor_levels = 1, .anchors = 1});
  const std::vector<LayerTensors> tensors(list.layers.size());
  const NormMode mode{};
  RowOps<Words> nn(list.layers.data(), tensors.data(), repeats, mode);
  if constexpr (DetectBlock<BlockType>) return Words::concat(BlockType::heads(nn, in));
  else return BlockType::forward(nn, in);
}

}  // namespace

TEST_CASE("nn/row_ops: what each block computes, by the names of its layers in PyTorch") {
  CHECK(said<Conv<8>>({"x"}) == "(x)");
  CHECK(said<Focus<8>>({"x"}) == "conv(depth(x))");
  CHECK(said<Bottleneck<8>>({"x"}) == "(x + cv2(cv1(x)))");
  CHECK(said<Bottleneck<8, false>>({"x"}) == "cv2(cv1(x))");
  CHECK(said<C3<8, false>>({"x"}, 2) == "cv3({m.1.cv2(m.1.cv1(m.0.cv2(m.0.cv1(cv1(x))))) | cv2(x)})");
  CHECK(said<C3<8>>({"x"}) == "cv3({(cv1(x) + m.0.cv2(m.0.cv1(cv1(x)))) | cv2(x)})");
  CHECK(said<BottleneckCSP<8, false>>({"x"}) == "cv4(bn<{cv3[m.0.cv2(m.0.cv1(cv1(x)))] | cv2[x]}>)");
  CHECK(said<SPP<8>>({"x"}) == "cv2({cv1(x) | pool5(cv1(x)) | pool9(cv1(x)) | pool13(cv1(x))})");
  CHECK(said<SPPF<8>>({"x"}) == "cv2({cv1(x) | pool5(cv1(x)) | pool5(pool5(cv1(x))) | pool5(pool5(pool5(cv1(x))))})");
  CHECK(said<Upsample<2>>({"x"}) == "x*2");
  CHECK(said<Concat>({"x", "y", "z"}) == "{x | y | z}");
  CHECK(said<OutputConv>({"x"}) == "[x]");
  CHECK(said<Detect>({"x", "y"}) == "{m.0[x] | m.1[y]}");
  CHECK(said<DetectMaps>({"x", "y"}) == "{x | y}");
}

TEST_CASE("nn/row_ops: an operation gets its own layer, that layer's tensors and the mode of the moment") {
  LayerList list;
  for (const char* name : {"before", "a", "b"}) list.conv_norm(name, 8, 8, 1, 8);
  const std::vector<LayerTensors> tensors(list.layers.size());
  NormMode mode{};
  const RowOps<Words> nn(list.layers.data() + 1, tensors.data() + 1, 7, mode);  // of a row behind the layer "before"
  CHECK(nn.repeats() == 7);
  CHECK(Words::of(nn.layer(1)) == "b");
  CHECK(nn.conv_norm_act<SiLU>(0, "x") == "a(x)");
  CHECK(Words::told == &tensors[1]);
  mode.training = true;
  CHECK(nn.conv_norm_act<SiLU>(1, "x") == "b!(x)");
  CHECK(Words::told == &tensors[2]);
  CHECK(nn.norm_act<SiLU>(0, "x") == "a<x>");
  CHECK(Words::told == &tensors[1]);
  CHECK(nn.maximum("x", "y") == "max(x, y)");
}
