// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The network made of a graph: shapes, memory, gradients.
#define CTYOLO_TEST_TORCH
#include "test.hpp"
#include "nn/noise_picture.hpp"

#include <ctyolo/backend/aten.hpp>
#include <ctyolo/graph.hpp>
#include <ctyolo/nn/network.hpp>

#include <ATen/ops/full.h>
#include <ATen/ops/rand.h>
#include <torch/csrc/autograd/autograd.h>

using namespace ctyolo;

namespace {

at::Tensor picture(int n, int side) { return test::noise_pictures(n, side, side); }

}  // namespace

TEST_CASE("nn/network: maps have the shapes that the graph says, in both generations") {
  Network<YoloV5n::Classes<3>, Aten> net({.seed = 1});
  const auto raw = net.forward(Aten::image(picture(2, 64)));
  REQUIRE(raw.size() == 3);
  CHECK(raw[0].sizes() == at::IntArrayRef({2, 24, 8, 8}));
  CHECK(raw[1].sizes() == at::IntArrayRef({2, 24, 4, 4}));
  CHECK(raw[2].sizes() == at::IntArrayRef({2, 24, 2, 2}));

  Network<yolov5_v1::YoloV5s::Classes<Dynamic>, Aten> seed({.classes = 2, .seed = 1});
  const auto maps = seed.forward(Aten::image(picture(1, 64)));
  REQUIRE(maps.size() == 3);
  CHECK(maps[0].sizes() == at::IntArrayRef({1, 21, 2, 2}));
  CHECK(maps[2].sizes() == at::IntArrayRef({1, 21, 8, 8}));
}

TEST_CASE("nn/network: every weight gets its gradient in the flat arrays") {
  Network<YoloV5n::Classes<3>, Aten> net({.seed = 1});
  net.parameters().enable_gradients();
  net.train(true);
  const auto raw = net.forward(Aten::image(picture(2, 64)));
  torch::autograd::backward({raw[0].sum(), raw[1].sum(), raw[2].square().sum()}, {});
  for (std::size_t i = 0; i < net.parameters().layers().size(); ++i) {
    const LayerTensors& t = net.parameters().tensors()[i];
    CAPTURE(std::string(net.parameters().layers()[i].name.view()));
    if (t.weight.defined()) CHECK(t.weight.grad().abs().sum().item<float>() > 0);
    CHECK(t.bias.grad().data_ptr<float>() == net.parameters().gradients(Group::bias).data_ptr<float>() + net.parameters().layout().layers[i].bias.offset);
  }
  const double norm = net.parameters().gradients(Group::weight).norm().item<double>();
  CHECK(norm > 0);
  net.parameters().clear_gradients();
  CHECK(net.parameters().gradients(Group::weight).norm().item<double>() == 0);
}

TEST_CASE("nn/network: autograd notices a raw write between forward and backward") {
  Network<YoloV5n::Classes<3>, Aten> net({.seed = 1});
  net.parameters().enable_gradients();
  net.train(true);
  const auto raw = net.forward(Aten::image(picture(1, 64)));
  net.parameters().values(Group::weight).data_ptr<float>()[0] += 1;
  net.parameters().bump_versions();
  CHECK_THROWS_AS(torch::autograd::backward({raw[0].sum()}, {}), c10::Error);
}

TEST_CASE("nn/network: a twin has the same values and its own memory") {
  Network<YoloV5n::Classes<3>, Aten> net({.seed = 1});
  auto twin = net.twin();
  CHECK(twin.parameters().values(Group::weight).equal(net.parameters().values(Group::weight)));
  twin.parameters().tensors()[0].weight.fill_(0);
  CHECK(net.parameters().tensors()[0].weight.abs().sum().item<float>() > 0);
  CHECK(twin.parameters().values(Group::weight).data_ptr<float>()[0] == 0);
}

TEST_CASE("nn/network: the number of classes is checked") {
  using Fixed = Network<YoloV5n::Classes<3>, Aten>;
  using Open = Network<YoloV5n::Classes<Dynamic>, Aten>;
  CHECK_THROWS_AS(Fixed({.classes = 4}), Error);
  CHECK_THROWS_AS(Open({}), Error);
}

TEST_CASE("nn/network: anchors must be as many as the head has, and sizes") {
  Network<YoloV5n, Aten> net({.seed = 1});
  auto anchors = net.setup().anchors;
  anchors[2][1] = {7, 9};
  net.set_anchors(anchors);
  CHECK((net.setup().anchors == anchors));
  auto fewer = anchors;
  fewer[0].pop_back();
  auto flat = anchors;
  flat[1][1].h = 0;
  for (const auto& wrong : {fewer, flat, decltype(anchors){}}) {
    CHECK(!net.takes_anchors(wrong));
    CHECK_THROWS_AS(net.set_anchors(wrong), Error);
  }
  CHECK((net.setup().anchors == anchors));
}

TEST_CASE("nn/network: state_dict names are PyTorch's") {
  Network<YoloV5n, Aten> net({.seed = 1});
  std::vector<std::string> names;
  net.parameters().visit([&](const std::string& name, const at::Tensor&) { names.push_back(name); });
  CHECK(names.size() == 349 - 57 - 1);  // without the batch counters and the anchors
  CHECK(names.front() == "model.0.conv.weight");
  CHECK(names[1] == "model.0.bn.weight");
  CHECK(names.back() == "model.24.m.2.bias");
}
