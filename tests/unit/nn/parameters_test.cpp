// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The flat arrays: initial values, gradients as views.
#define CTYOLO_TEST_TORCH
#include "golden.hpp"
#include "test.hpp"

#include <ctyolo/graph.hpp>
#include <ctyolo/nn/parameters.hpp>
#include <ctyolo/train/class_priors.hpp>

#include <algorithm>
#include <cmath>

using namespace ctyolo;

namespace {
Parameters parameters() {
  Parameters p(YoloV5n::layers().layers, "cpu");
  p.randomize(1);
  return p;
}
}  // namespace

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

TEST_CASE("nn/parameters: the heads' priors are those of both oracles, even and by the frequency of classes") {
  const test::Golden golden("policies_priors");
  const std::vector<int> strides = golden.ints("strides"), recorded_counts = golden.ints("counts");
  const std::vector<std::int64_t> counts(recorded_counts.begin(), recorded_counts.end());
  const auto check = [&]<class Model>(const std::string& name, const std::vector<double>& logits) {
    CAPTURE(name);
    Parameters p(Model::layers().layers, "cpu");
    const auto each_head = [&](auto f) {
      int heads = 0;
      for (std::size_t i = 0; i < p.layers().size(); ++i) {
        if (!p.layers()[i].head) continue;
        const auto level = static_cast<std::size_t>(std::find(strides.begin(), strides.end(), p.layers()[i].stride_px) - strides.begin());
        REQUIRE(level < strides.size());
        f(level, p.tensors()[i].bias);
        ++heads;
      }
      CHECK(heads == 3);
    };
    const std::vector<float> before = golden.floats("before"), after = golden.floats(name);  // [3,A*(5+nc)]
    each_head([&](std::size_t level, const at::Tensor& bias) {
      for (std::int64_t k = 0; k < 27; ++k) bias[k].fill_(before[27 * level + static_cast<std::size_t>(k)]);
    });
    p.set_head_priors({.classes = 4, .strides_px = strides, .anchors = Model::anchors()}, Model::Generation::class_prior_offset, logits);
    each_head([&](std::size_t level, const at::Tensor& bias) {
      for (std::int64_t k = 0; k < 27; ++k)
        CHECK(std::abs(bias[k].item<float>() - after[27 * level + static_cast<std::size_t>(k)]) <= 2e-6f);
    });
  };
  check.template operator()<YoloV5n::Classes<4>>("v7.default", {});
  check.template operator()<YoloV5n::Classes<4>>("v7.frequency", FrequencyPriors::logits(counts));
  check.template operator()<yolov5_v1::YoloV5s::Classes<4>>("seed.default", {});
  check.template operator()<yolov5_v1::YoloV5s::Classes<4>>("seed.frequency", FrequencyPriors::logits(counts));
  Parameters p(YoloV5n::layers().layers, "cpu");
  CHECK_THROWS_AS(p.set_head_priors({.classes = 80, .strides_px = strides, .anchors = YoloV5n::anchors()}, 0.99999, {0.5}), Error);
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
