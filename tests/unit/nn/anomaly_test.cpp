// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Where numbers first stop being numbers.
#define CTYOLO_TEST_TORCH
#include "test.hpp"

#include <ctyolo/backend/default_backend.hpp>
#include <ctyolo/nn/anomaly.hpp>
#include <ctyolo/nn/network.hpp>
#include <ctyolo/zoo/yolov5_v6.hpp>

#include <ATen/core/grad_mode.h>
#include <ATen/ops/full.h>

#include <limits>

using namespace ctyolo;

namespace {

using Model = YoloV5n::Classes<2>;
constexpr float infinity = std::numeric_limits<float>::infinity();

std::size_t layer(const Parameters& p, std::string_view name) {
  for (std::size_t i = 0; i < p.layers().size(); ++i)
    if (p.layers()[i].name.view() == name) return i;
  fail("no layer ", std::string(name));
}

}  // namespace

TEST_CASE("nn/anomaly: a weight by its name in the order forward, a gradient in the order backward") {
  Network<Model, Aten> net({.seed = 1});
  Parameters& p = net.parameters();
  p.enable_gradients();
  CHECK(first_broken_weight(p).empty());
  CHECK(first_broken_gradient(p).empty());
  const at::NoGradGuard no_gradients;
  p.tensors()[layer(p, "model.5")].scale[3].fill_(infinity);
  p.tensors()[layer(p, "model.9.cv1")].mean[0].fill_(std::numeric_limits<float>::quiet_NaN());
  CHECK(first_broken_weight(p) == "model.5.bn.weight");
  p.tensors()[layer(p, "model.5")].weight.grad().view(-1)[0].fill_(infinity);
  p.tensors()[layer(p, "model.24.m.1")].bias.grad()[0].fill_(infinity);
  CHECK(first_broken_gradient(p) == "model.24.m.1.bias");
}

TEST_CASE_TEMPLATE("nn/anomaly: the first map that breaks, where all weights are finite", B, Aten, DefaultBackend) {
  Network<Model, B> net({.seed = 1});
  net.train(true);
  const at::NoGradGuard no_gradients;
  const at::Tensor x = at::full({2, 3, 64, 64}, 0.5f);
  CHECK(net.first_broken_map(x).empty());
  Parameters& p = net.parameters();
  const LayerTensors& t = p.tensors()[layer(p, "model.3")];
  t.scale.fill_(3e38f);  // its norm gives sums of both signs beyond what a float can hold
  t.bias.fill_(3e38f);
  p.bump_versions();
  CHECK(first_broken_weight(p).empty());
  CHECK(net.first_broken_map(x) == "model.3");
}
