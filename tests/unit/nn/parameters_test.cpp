// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The flat arrays: layout, initial values, gradients as views.
#define CTYOLO_TEST_TORCH
#include "test.hpp"

#include <ctyolo/graph.hpp>
#include <ctyolo/nn/parameters.hpp>

#include <cmath>

using namespace ctyolo;

namespace {
Parameters parameters() {
  Parameters p(YoloV5n::layers().layers, "cpu");
  p.randomize(1);
  return p;
}
}  // namespace

TEST_CASE("nn/layout: slices begin at multiples of 64 bytes and do not overlap") {
  const FlatLayout layout(YoloV5n::layers().layers);
  std::int64_t end = 0;
  for (const LayerSlices& s : layout.layers) {
    if (s.weight.count == 0) continue;
    CHECK(s.weight.offset % FlatLayout::alignment == 0);
    CHECK(s.weight.offset >= end);
    end = s.weight.offset + s.weight.count;
  }
  CHECK(end <= layout.sizes[index_of(Group::weight)]);
}

TEST_CASE("nn/parameters: initial values are PyTorch's, drawn from the seed") {
  const Parameters p = parameters();
  const LayerTensors& first = p.tensors()[0];  // 16 x 3 x 6 x 6
  const float bound = 1 / std::sqrt(3.0f * 36);
  CHECK(first.weight.abs().max().item<float>() <= bound);
  CHECK(first.weight.abs().max().item<float>() > 0.95f * bound);
  CHECK(std::abs(first.weight.mean().item<float>()) < 0.1f * bound);
  CHECK(first.scale.eq(1).all().item<bool>());
  CHECK(first.variance.eq(1).all().item<bool>());
  CHECK(first.mean.eq(0).all().item<bool>());
  CHECK(parameters().values(Group::weight).equal(p.values(Group::weight)));
  Parameters other(YoloV5n::layers().layers, "cpu");
  other.randomize(2);
  CHECK(!other.values(Group::weight).equal(p.values(Group::weight)));
}

TEST_CASE("nn/parameters: the heads start at the priors of objects and classes") {
  Parameters p(YoloV5n::layers().layers, "cpu");
  p.set_head_priors({.classes = 80, .strides_px = {8, 16, 32}, .anchors = YoloV5n::anchors()}, 0.99999);
  const at::Tensor bias = p.tensors()[57].bias.view({3, 85});  // the head of stride 8
  CHECK(bias[0][4].item<double>() == doctest::Approx(std::log(8 / std::pow(640.0 / 8, 2))).epsilon(1e-6));
  CHECK(bias[2][84].item<double>() == doctest::Approx(std::log(0.6 / (80 - 0.99999))).epsilon(1e-6));
  CHECK(bias[0][0].item<double>() == 0);
}

TEST_CASE("nn/parameters: gradients are views of the flat arrays, and clearing them is seen by every tensor") {
  Parameters p = parameters();
  p.enable_gradients();
  p.gradients(Group::weight).fill_(2);
  CHECK(p.tensors()[3].weight.grad().mean().item<float>() == 2);
  p.clear_gradients();
  CHECK(p.tensors()[3].weight.grad().abs().max().item<float>() == 0);
  const auto version = p.tensors()[0].weight._version();
  p.bump_versions();
  CHECK(p.tensors()[0].weight._version() > version);
}
