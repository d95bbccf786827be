// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A convolution with FReLU: names, values, slopes and running statistics are those of v7.0's Conv with its FReLU.
#define CTYOLO_TEST_TORCH
#include "test.hpp"
#include "graph/tensors.hpp"

#include <ctyolo/backend/aten.hpp>
#include <ctyolo/graph/blocks/conv.hpp>
#include <ctyolo/graph/frelu.hpp>
#include <ctyolo/nn/parameters.hpp>
#include <ctyolo/nn/row_ops.hpp>

#include <ATen/ops/full_like.h>

#include <sstream>

using namespace ctyolo;

namespace {

using Block = Conv<8, 3, 1, auto_padding, FReLU>;

std::vector<Layer> layers() {
  LayerList list;
  list.prefix = "model.0";
  const Shape in{3, 1};
  BlockContext context{.scale = Scale{}};
  Block::layers(list, Shapes(&in, 1), context);
  return list.layers;
}

/// The net's tensors, one by one, in the order of the state dict.
std::vector<std::pair<std::string, at::Tensor>> named(const Parameters& p) {
  std::vector<std::pair<std::string, at::Tensor>> all;
  p.visit([&](const std::string& name, const at::Tensor& t) { all.emplace_back(name.substr(std::string("model.0.").size()), t); });
  return all;
}

at::Tensor forward(const std::vector<Layer>& list, const std::vector<LayerTensors>& tensors, const at::Tensor& x, bool training) {
  const NormMode mode{GenerationV6::norm, training};
  RowOps<Aten> nn(list.data(), tensors.data(), 1, mode);
  return Block::forward(nn, {x});
}

}  // namespace

TEST_CASE("graph/frelu: names and their order are PyTorch's") {
  std::string text;
  for (const auto& [name, t] : named(Parameters(layers(), "cpu"))) text += (text.empty() ? "" : " ") + name;
  CHECK(text == test::Golden("policies_frelu").text("names"));
}

TEST_CASE("graph/frelu: a step of training and an evaluation are v7.0's") {
  const test::Golden golden("policies_frelu");
  Parameters p(layers(), "cpu");
  for (const auto& [name, t] : named(p)) t.copy_(test::tensor(golden, "before." + name));
  p.enable_gradients();
  const at::Tensor x = test::tensor(golden, "x").set_requires_grad(true);
  const at::Tensor y = forward(p.layers(), p.tensors(), x, true);
  CHECK(test::apart(y, test::tensor(golden, "y")) <= 5e-6);
  torch::autograd::backward({y.mul(test::tensor(golden, "w")).sum()});
  CHECK(test::apart(x.grad(), test::tensor(golden, "gradient")) <= 2e-5);
  int gradients = 0, statistics = 0;
  for (const auto& [name, t] : named(p)) {
    CAPTURE(name);
    if (name.find("running") == std::string::npos) {
      CHECK(test::apart(t.grad(), test::tensor(golden, "gradient." + name)) <= 5e-5);
      ++gradients;
    } else {
      CHECK(test::apart(t, test::tensor(golden, "after." + name)) <= 1e-6);
      ++statistics;
    }
  }
  CHECK(gradients == 6);
  CHECK(statistics == 4);
  CHECK(test::apart(forward(p.layers(), p.tensors(), x, false), test::tensor(golden, "y.evaluation")) <= 5e-6);
}

TEST_CASE("graph/frelu: slopes are those of finite differences") {
  const test::Golden golden("policies_frelu");
  const auto wide = [&](const char* name) { return test::tensor(golden, name).to(at::kDouble); };
  std::vector<LayerTensors> tensors(2);
  tensors[0] = {wide("before.conv.weight"), wide("before.bn.bias"), wide("before.bn.weight"), wide("before.bn.running_mean"), wide("before.bn.running_var")};
  tensors[1] = {wide("before.act.conv.weight"), wide("before.act.bn.bias"), wide("before.act.bn.weight"), wide("before.act.bn.running_mean"),
                wide("before.act.bn.running_var")};
  const at::Tensor x = wide("x"), w = wide("w");
  const std::vector<Layer> list = layers();
  const auto sum = [&] { return forward(list, tensors, x, true).mul(w).sum(); };
  for (const at::Tensor& of : {x, tensors[0].weight, tensors[1].weight, tensors[1].scale, tensors[1].bias}) {
    const at::Tensor expected = test::finite_differences(sum, of);
    CHECK(test::apart(test::slope_of(sum, of), expected) <= 1e-6);
    at::Tensor(of).set_requires_grad(false);
  }
}
