// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The fast backend against the reference: heads, running statistics and all gradients, both generations.
#define CTYOLO_TEST_TORCH
#include "test.hpp"
#include "nn/noise_picture.hpp"

#ifdef CTYOLO_ONEDNN
#include <ctyolo/backend/aten.hpp>
#include <ctyolo/backend/onednn.hpp>
#include <ctyolo/backend/threads.hpp>
#include <ctyolo/graph.hpp>
#include <ctyolo/nn/network.hpp>

#include <ATen/core/grad_mode.h>
#include <ATen/ops/randn_like.h>

using namespace ctyolo;

namespace {

struct ChannelsLast;
}
template <>
struct ctyolo::onednn::Computing<ChannelsLast> {
  using Number = float;
  static constexpr Order order = Order::channels_last;
};

namespace {

/// Focus, BottleneckCSP, SPP and a head with the largest stride first, without LeakyReLU's kink: there a forward pass that
/// rounds otherwise gives another gradient, which says nothing about the backward pass.
struct SmoothRows : Graph<
  Row<From<-1>, 1, Focus<32, 3, SiLU>>,
  Row<From<-1>, 1, Conv<48, 3, 2>>,
  Row<From<-1>, 3, BottleneckCSP<48, true, SiLU>>,
  Row<From<-1>, 1, Conv<64, 3, 2>>,
  Row<From<-1>, 1, SPP<64, SiLU>>,
  Row<From<-1>, 2, BottleneckCSP<64, false, SiLU>>,
  Row<From<-1>, 1, Upsample<2>>,
  Row<From<-1, 2>, 1, Concat>,
  Row<From<-1>, 1, BottleneckCSP<48, false, SiLU>>,
  Row<From<-1>, 1, OutputConv>,
  Row<From<5>, 1, OutputConv>,
  Row<From<10, 9>, 1, DetectMaps>
> {};
struct SmoothAnchors : Anchors<Level<116, 90, 156, 198>, Level<30, 61, 62, 45>> {};
struct SmoothSeed : Net<SmoothSeed, SmoothRows, Scale{.depth = 1, .width = 1}, SmoothAnchors, GenerationV1, 2> {};

/// Every activation, a chain of blocks, and an addition that no other pass does on the way.
struct MixedRows : Graph<
  Row<From<-1>, 1, Conv<16, 6, 2, 2, Mish>>,
  Row<From<-1>, 3, Bottleneck<16, true, Hardswish>>,
  Row<From<-1>, 1, Conv<32, 3, 2, auto_padding, FReLU>>,
  Row<From<-1>, 2, C3<32, true, Mish>>,
  Row<From<-1>, 1, SPPF<32, 5, Hardswish>>,
  Row<From<-1>, 1, Conv<32, 3, 2, auto_padding, Identity>>,
  Row<From<4, 5>, 1, Detect>
> {};
struct MixedAnchors : Anchors<Level<10, 13, 16, 30>, Level<30, 61, 62, 45>> {};
struct Mixed : Net<Mixed, MixedRows, Scale{.depth = 1, .width = 1}, MixedAnchors, GenerationV6, 2> {};

/// The order of BF16's maps with numbers of FP32: every view, stride and room of it, without its rounding.
struct ChannelsLast {
  using slot = slot::precision;
  static constexpr int bits = 32;
};

/// The reference in double, forward. In floats LibTorch itself is up to 1.9e-5 off (YoloV5n, AVX2), OneDnn 0.8e-5.
struct Exact : Aten {
  static at::Tensor wide(const at::Tensor& t) { return t.defined() ? t.detach().to(at::kDouble) : t; }
  static LayerTensors wide(const LayerTensors& t) {
    LayerTensors all = t;
    for (at::Tensor* x : {&all.weight, &all.bias, &all.scale, &all.mean, &all.variance}) *x = wide(*x);
    return all;
  }
  static Map image(const Map& bytes) { return wide(bytes).div_(255); }
  static Map conv(const Map& x, const Layer& l, const LayerTensors& t) { return Aten::conv(x, l, wide(t)); }
  template <class Act>
  static Map conv_norm_act(const Map& x, const Layer& l, const LayerTensors& t, const NormMode& mode) {
    return Aten::conv_norm_act<Act>(x, l, wide(t), mode);
  }
  template <class Act>
  static Map norm_act(const Map& x, const Layer& l, const LayerTensors& t, const NormMode& mode) {
    return Aten::norm_act<Act>(x, l, wide(t), mode);
  }
};

/// Largest difference over the largest number of `b`.
double difference(const at::Tensor& a, const at::Tensor& b) {
  return a.sub(b).abs().max().item<double>() / std::max(1e-30, b.abs().max().item<double>());
}

/// Norms that are no identity, so that their gradients say something.
template <class Net>
void disturb(Net& net) {
  Random random({.seed = 11});
  for (const LayerTensors& t : net.parameters().tensors()) {
    if (!t.scale.defined()) continue;
    for (std::int64_t c = 0; c < t.scale.numel(); ++c) {
      t.scale.template data_ptr<float>()[c] = static_cast<float>(random.uniform(0.6, 1.4));
      t.bias.template data_ptr<float>()[c] = static_cast<float>(random.uniform(-0.3, 0.3));
    }
  }
}

double relative_norm(const at::Tensor& a, const at::Tensor& b) { return a.sub(b).norm().item<double>() / std::max(1e-30, b.norm().item<double>()); }

template <class Model, class B = OneDnn>
void compare(int n, int height, int width, int classes, double forward_limit, double gradient_limit, double (*far)(const at::Tensor&, const at::Tensor&) = difference) {
  Network<Model, Aten> reference({.classes = classes, .seed = 3});
  Network<Model, B> fast({.classes = classes, .seed = 3});
  Network<Model, Exact> exact({.classes = classes, .seed = 3});
  disturb(reference);
  disturb(fast);
  disturb(exact);
  const at::Tensor bytes = test::noise_pictures(n, height, width);
  for (auto* p : {&reference.parameters(), &fast.parameters()}) p->enable_gradients();
  const auto maps = [&] {
    const at::NoGradGuard none;
    exact.train(true);
    return exact.forward(Exact::image(bytes));
  }();
  for (int round = 0; round < 2; ++round) {  // the second time everything is reused, and gradients add up
    reference.train(true);
    fast.train(true);
    const auto expected = reference.forward(Aten::image(bytes));
    const auto found = fast.forward(B::image(bytes));
    REQUIRE(found.size() == expected.size());
    std::vector<at::Tensor> gradients;
    for (std::size_t l = 0; l < found.size(); ++l) {
      REQUIRE((found[l].sizes() == expected[l].sizes()));
      CHECK(difference(found[l], maps[l]) < forward_limit);
      gradients.push_back(at::randn_like(found[l]));
    }
    reference.backward(expected, gradients);
    fast.backward(found, gradients);
  }
  const at::NoGradGuard none;
  CHECK(difference(fast.parameters().values(Group::buffer), reference.parameters().values(Group::buffer)) < forward_limit);
  for (std::size_t i = 0; i < fast.parameters().layers().size(); ++i) {
    const LayerSlices& s = fast.parameters().layout().layers[i];
    CAPTURE(std::string(fast.parameters().layers()[i].name.view()));
    for (const auto& [group, slice] : {std::pair{Group::weight, s.weight}, {Group::norm, s.scale}, {Group::bias, s.bias}}) {
      if (slice.count == 0) continue;
      CHECK(far(fast.parameters().gradients(group).narrow(0, slice.offset, slice.count),
                reference.parameters().gradients(group).narrow(0, slice.offset, slice.count)) < gradient_limit);
    }
  }
  reference.train(false);
  fast.train(false);
  const auto expected = reference.forward(Aten::image(bytes));
  const auto found = fast.forward(B::image(bytes));
  for (std::size_t l = 0; l < found.size(); ++l) CHECK(difference(found[l], expected[l]) < forward_limit);
}

}  // namespace

TEST_CASE("backend/onednn: YoloV5n as the reference computes it") {
  set_compute_threads(2);
  compare<YoloV5n::Classes<3>>(4, 128, 96, 3, 2e-5, 2e-4);
}

TEST_CASE("backend/onednn: the blocks of the seed's nets as the reference computes them") {
  set_compute_threads(2);
  compare<SmoothSeed>(2, 128, 96, 2, 2e-5, 2e-4);
}

TEST_CASE("backend/onednn: every activation") {
  set_compute_threads(2);
  compare<Mixed>(3, 96, 64, 2, 2e-5, 2e-4);
}

TEST_CASE("backend/onednn: the same with channels last, the order of BF16") {
  using Last = BackendIn<OneDnn, ChannelsLast>;
  set_compute_threads(2);
  compare<YoloV5n::Classes<3>, Last>(4, 128, 96, 3, 2e-5, 2e-4);
  compare<SmoothSeed, Last>(2, 128, 96, 2, 2e-5, 2e-4);
  compare<Mixed, Last>(3, 96, 64, 2, 2e-5, 2e-4);
  compare<Mixed, BackendIn<OneDnnLean, ChannelsLast>>(3, 96, 64, 2, 2e-5, 2e-4);
}

TEST_CASE("backend/onednn: the seed's net, whose slopes jump where rounding decides") {
  set_compute_threads(2);
  compare<yolov5_v1::YoloV5s::Classes<Dynamic>>(2, 128, 128, 2, 2e-4, 0.1, relative_norm);
}

TEST_CASE("backend/onednn: the result does not depend on the number of threads") {
  const auto gradients = [](int threads) {
    set_compute_threads(threads);
    Network<YoloV5n::Classes<3>, OneDnn> net({.seed = 3});
    net.parameters().enable_gradients();
    net.train(true);
    const auto raw = net.forward(test::noise_pictures(2, 64, 64));
    net.backward(raw, {raw[0], raw[1], raw[2]});
    return raw[1];
  };
  CHECK(gradients(1).equal(gradients(2)));
}

TEST_CASE("backend/onednn: no convolution is left to oneDNN's slow reference, in training and in evaluation") {
  const auto slow = []<class Model>(Model, int n, int height, int width) {
    Network<Model, OneDnn> net({.classes = 3, .seed = 3});
    OneDnn::Whole<Model> whole;
    int count = 0;
    for (const bool training : {true, false}) {
      whole.forward(net.parameters(), {Model::Generation::norm, training}, test::noise_pictures(n, height, width));
      count += whole.slow_convolutions();
    }
    return count;
  };
  CHECK(slow(YoloV5n::Classes<3>{}, 2, 320, 320) == 0);
  CHECK(slow(YoloV5n::Classes<3>{}, 2, 64, 64) == 0);
  CHECK(slow(YoloV5s::Classes<3>{}, 1, 256, 320) == 0);
  CHECK(slow(yolov5_v1::YoloV5s::Classes<3>{}, 1, 224, 192) == 0);
}

TEST_CASE("backend/onednn: a backward pass without its maps is refused, and after a write too") {
  Network<YoloV5n::Classes<3>, OneDnn> net({.seed = 3});
  net.parameters().enable_gradients();
  net.train(true);
  const at::Tensor x = test::noise_pictures(1, 64, 64);
  auto raw = net.forward(x);
  auto twin = net.twin();
  twin.forward(x);
  CHECK_THROWS_AS(net.backward(raw, raw), Error);
  raw = net.forward(x);
  net.parameters().values(Group::weight).data_ptr<float>()[0] += 1;
  net.parameters().bump_versions();
  CHECK_THROWS_AS(net.backward(raw, raw), Error);
}

TEST_CASE("backend/onednn: an evaluation sees new weights") {
  Network<YoloV5n::Classes<3>, OneDnn> net({.seed = 3});
  net.train(false);
  const at::Tensor x = test::noise_pictures(1, 64, 64);
  const auto before = net.forward(x);
  net.parameters().tensors()[0].weight.mul_(2);
  CHECK_FALSE(net.forward(x)[0].equal(before[0]));
}
#endif
