// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Activations, a convolution with FReLU, the priors of the heads.
#include "tensor.hpp"

#include <ctyolo/backend/aten.hpp>
#include <ctyolo/core/type_name.hpp>
#include <ctyolo/graph.hpp>
#include <ctyolo/nn/parameters.hpp>
#include <ctyolo/nn/row_ops.hpp>
#include <ctyolo/train/class_priors.hpp>

#include <torch/csrc/autograd/autograd.h>

#include <algorithm>

namespace replay {

namespace {

/// y of x, and d(sum of w * y)/dx.
template <class Act>
void activation(const Case& c, Results& results) {
  const std::string name = type_name<Act>();
  const at::Tensor x = tensor(c, "x").set_requires_grad(true), w = tensor(c, "w", x.sizes().vec());
  const at::Tensor y = detail::aten::activate(Act{}, x);
  const at::Tensor slope = torch::autograd::grad({y.mul(w).sum()}, {x})[0];
  add_tensor(name + ".y", y.detach(), {Per::one, {2e-6}}, results);
  add_tensor(name + ".gradient", slope, {Per::one, {2e-6}}, results);
}

void activations(const Case& c, Results& results) {
  activation<SiLU>(c, results);
  activation<Hardswish>(c, results);
  activation<Mish>(c, results);
}

using FReLUBlock = Conv<8, 3, 1, auto_padding, FReLU>;

at::Tensor forward(const Parameters& p, const at::Tensor& x, bool training) {
  const NormMode mode{GenerationV6::norm, training};
  RowOps<Aten> nn(p.layers().data(), p.tensors().data(), 1, mode);
  return FReLUBlock::forward(nn, {x});
}

/// A step of training of 3 to 8 channels, then an evaluation.
void frelu(const Case& c, Results& results) {
  LayerList list;
  list.prefix = "model.0";
  const Shape in{3, 1};
  BlockContext context{.scale = Scale{}};
  FReLUBlock::layers(list, Shapes(&in, 1), context);
  Parameters p(list.layers, "cpu");
  const auto each = [&](auto&& f) {
    p.visit([&](const std::string& name, const at::Tensor& t) { f(name.substr(std::string("model.0.").size()), t); });
  };
  each([&](const std::string& name, const at::Tensor& t) { at::Tensor(t).copy_(tensor(c, "before." + name, t.sizes().vec())); });
  p.enable_gradients();
  const at::Tensor x = tensor(c, "x", {any, 3, any, any}).set_requires_grad(true);
  const at::Tensor y = forward(p, x, true);
  add_tensor("y", y.detach(), {Per::one, {5e-6}}, results);
  torch::autograd::backward({y.mul(tensor(c, "w", y.sizes().vec())).sum()});
  add_tensor("gradient", x.grad(), {Per::one, {2e-5}}, results);
  each([&](const std::string& name, const at::Tensor& t) {
    if (name.find("running") == std::string::npos)
      add_tensor("gradient." + name, t.grad(), {Per::one, {5e-5}}, results);
    else
      add_tensor("after." + name, t, {Per::one, {1e-6}}, results);
  });
  add_tensor("y.evaluation", forward(p, x, false).detach(), {Per::one, {5e-6}}, results);
}

/// Biases of the heads of a net before and after, a row a level.
template <class Model>
void heads(const Case& c, const std::string& name, const std::vector<double>& logits, Results& results) {
  const int classes = c.whole("classes", 1, 1 << 20);
  const std::vector<int> strides = c.ints("strides", {3});
  const std::int64_t columns = 3 * (5 + classes);
  const std::vector<float> before = c.floats("before", {3, columns});
  std::vector<float> after(before.size());
  Parameters p(Model::layers(classes).layers, "cpu");
  const auto each_head = [&](auto&& f) {
    for (std::size_t i = 0; i < p.layers().size(); ++i) {
      if (!p.layers()[i].head) continue;
      const auto level = std::find(strides.begin(), strides.end(), p.layers()[i].stride_px) - strides.begin();
      if (level == 3)
        fail(c.path(), ": tensor strides: expected the strides of ", Model::net_name(), ", ", p.layers()[i].stride_px,
             " is missing");
      f(level * columns, p.tensors()[i].bias.data_ptr<float>());
    }
  };
  each_head([&](std::int64_t at, float* bias) { std::copy_n(before.begin() + at, columns, bias); });
  p.set_head_priors({.classes = classes, .strides_px = strides, .anchors = Model::anchors()},
                    Model::Generation::class_prior_offset, logits);
  each_head([&](std::int64_t at, const float* bias) { std::copy_n(bias, columns, after.begin() + at); });
  results.add_rows(name, columns, after, {Per::one, {2e-6}});
}

void priors(const Case& c, Results& results) {
  using V7 = YoloV5n::Classes<Dynamic>;
  using Seed = yolov5_v1::YoloV5s::Classes<Dynamic>;
  const std::vector<int> counted = c.ints("counts", {c.whole("classes", 1, 1 << 20)});  // labels of each class
  const auto logits = FrequencyPriors::logits(std::vector<std::int64_t>(counted.begin(), counted.end()));
  heads<V7>(c, "v7.default", {}, results);
  heads<V7>(c, "v7.frequency", logits, results);
  heads<Seed>(c, "seed.default", {}, results);
  heads<Seed>(c, "seed.frequency", logits, results);
}

}  // namespace

std::vector<Kind> tensor_kinds() { return {{"activations", activations}, {"frelu", frelu}, {"priors", priors}}; }

}  // namespace replay
