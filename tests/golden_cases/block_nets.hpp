// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The smallest nets that hold one block each, as tests/golden/blocks.py makes them: for the golden tests and for replay.
#pragma once

#include "state.hpp"

#include <ctyolo/backend/aten.hpp>
#include <ctyolo/graph.hpp>
#include <ctyolo/graph/frelu.hpp>
#include <ctyolo/nn/row_ops.hpp>

#include <torch/csrc/autograd/autograd.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace test::blocks {

using namespace ctyolo;

struct OneAnchor : Anchors<Level<10, 13>> {};
inline constexpr Scale unscaled{.depth = 1, .width = 1};

/// The stem makes the block's 16 channels out of the picture's 3: 1 anchor of 5 + 11 outputs.
template <class Block, int Repeats>
struct StemRows : Graph<Row<From<-1>, 1, OutputConv>, Row<From<-1>, Repeats, Block>, Row<From<1>, 1, DetectMaps>> {};
template <class Block, class Generation, int Repeats = 1>
struct Behind : Net<Behind<Block, Generation, Repeats>, StemRows<Block, Repeats>, unscaled, OneAnchor, Generation, 11> {};

/// A block that reads the picture itself.
template <class Block>
struct BareRows : Graph<Row<From<-1>, 1, Block>, Row<From<0>, 1, DetectMaps>> {};
template <class Block, class Generation>
struct First : Net<First<Block, Generation>, BareRows<Block>, unscaled, OneAnchor, Generation, 11> {};

/// Calls f.operator()<Net>(name) with every block's net; the name is the file's, without "block_".
template <class F>
void each_v7(F&& f) {
  using G = GenerationV6;
  f.template operator()<Behind<Conv<16, 3>, G>>("v7_conv");
  f.template operator()<Behind<Conv<16, 6, 2, 2>, G>>("v7_conv_halving");
  f.template operator()<Behind<Conv<16, 3, 1, auto_padding, FReLU>, G>>("v7_conv_frelu");
  f.template operator()<Behind<Bottleneck<16>, G>>("v7_bottleneck");
  f.template operator()<Behind<Bottleneck<16, false>, G>>("v7_bottleneck_plain");
  f.template operator()<Behind<C3<16>, G, 2>>("v7_c3");
  f.template operator()<Behind<C3<16, false>, G>>("v7_c3_plain");
  f.template operator()<Behind<BottleneckCSP<16, true, SiLU>, G, 2>>("v7_csp");
  f.template operator()<Behind<SPP<16, SiLU>, G>>("v7_spp");
  f.template operator()<Behind<SPPF<16>, G>>("v7_sppf");
  f.template operator()<First<Focus<16, 3, SiLU>, G>>("v7_focus");
}
template <class F>
void each_v1(F&& f) {
  using G = GenerationV1;
  using Leaky = LeakyReLU<>;
  f.template operator()<Behind<Conv<16, 3, 1, auto_padding, Leaky>, G>>("seed_conv");
  f.template operator()<Behind<Conv<16, 3, 2, auto_padding, Leaky>, G>>("seed_conv_halving");
  f.template operator()<Behind<Bottleneck<16, true, Leaky>, G>>("seed_bottleneck");
  f.template operator()<Behind<Bottleneck<16, false, Leaky>, G>>("seed_bottleneck_plain");
  f.template operator()<Behind<BottleneckCSP<16>, G>>("seed_csp");
  f.template operator()<Behind<BottleneckCSP<16, false>, G>>("seed_csp_plain");
  f.template operator()<Behind<SPP<16>, G>>("seed_spp");
  f.template operator()<First<Focus<16, 3>, G>>("seed_focus");
}

inline constexpr std::int64_t picture_sides[] = {2, 3, 4, 8};

/// Whether a file keeps it: the stem's bias has gradient 0 wherever a norm follows.
inline bool is_kept(const StateEntry& e) { return e.name != "model.0.bias"; }

/// Names that a file keeps, a line each.
inline std::string kept_names(const std::vector<StateEntry>& all) {
  std::string names;
  for (const StateEntry& e : all)
    if (is_kept(e)) names += (names.empty() ? "" : "\n") + e.name;
  return names;
}

/// Its output while training, and the gradient of sum(slope * output) with respect to its input, by LibTorch's operators.
/// Adds to the gradients of `p`, and running statistics move. @param slope  of the output's size, called once it is known
template <class Model, class Slope>
std::pair<at::Tensor, at::Tensor> alone(const Parameters& p, const at::Tensor& picture, Slope&& slope) {
  constexpr std::size_t row = Model::Rows::rows.size() - 2;  // before it at most the stem, of one layer
  const NormMode mode{Model::Generation::norm, true};
  at::Tensor x = picture.detach().clone();
  if constexpr (row > 0) x = Aten::conv(x, p.layers()[0], p.tensors()[0]).detach();
  x.set_requires_grad(true);
  RowOps<Aten> nn(p.layers().data() + row, p.tensors().data() + row, Model::Rows::rows[row].repeats, mode);
  const at::Tensor y = Model::Rows::template BlockAt<row>::forward(nn, {x});
  torch::autograd::backward({y}, {slope(y.sizes())});
  return {y.detach(), x.grad()};
}

}  // namespace test::blocks
