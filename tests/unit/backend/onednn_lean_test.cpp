// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Maps that are made again are the same maps: OneDnnLean learns as OneDnn does, bit for bit, in less memory.
#define CTYOLO_TEST_TORCH
#include "test.hpp"
#include "nn/noise_picture.hpp"
#include "train/learner_policies.hpp"

#ifdef CTYOLO_ONEDNN
#include <ctyolo/backend/onednn.hpp>
#include <ctyolo/backend/threads.hpp>
#include <ctyolo/graph.hpp>
#include <ctyolo/train/learner.hpp>

#include <ATen/core/grad_mode.h>
#include <ATen/ops/full.h>

#include <cmath>
#include <limits>
#include <utility>
#include <vector>

using namespace ctyolo;

namespace {

/// Every activation, a maximum, pools, parts that are no whole blocks, a joined map within another, and a map joined twice.
struct OddRows : Graph<
  Row<From<-1>, 1, Conv<16, 6, 2, 2, Mish>>,
  Row<From<-1>, 3, Bottleneck<16, true, Hardswish>>,
  Row<From<-1>, 1, Conv<32, 3, 2, auto_padding, FReLU>>,
  Row<From<-1>, 2, C3<32, true, Mish>>,
  Row<From<-1>, 1, SPPF<32, 5, Hardswish>>,
  Row<From<-1>, 1, C3<24, true, SiLU>>,
  Row<From<-1, 3>, 1, Concat>,
  Row<From<-1, 5>, 1, Concat>,
  Row<From<-1>, 2, BottleneckCSP<32, true, LeakyReLU<>>>,
  Row<From<-1>, 1, Upsample<2>>,
  Row<From<-1>, 1, Conv<32, 3, 2, auto_padding, Identity>>,
  Row<From<8>, 1, Conv<32, 3, 2, auto_padding, SiLU>>,
  Row<From<10, 11>, 1, Detect>
> {};
struct OddAnchors : Anchors<Level<10, 13, 16, 30>, Level<30, 61, 62, 45>> {};
struct Odd : Net<Odd, OddRows, Scale{.depth = 1, .width = 1}, OddAnchors, GenerationV6, 2> {};

template <class Model>
void compare(std::vector<std::pair<int, int>> shapes) {
  set_compute_threads(2);
  Learner<Model, test::LearnerPolicies<OneDnn>> all({.seed = 3}, {}, {}, {});
  Learner<Model, test::LearnerPolicies<OneDnnLean>> lean({.seed = 3}, {}, {}, {});
  const std::vector<Target> targets{{.image = 0, .cls = 1, .x = 0.5f, .y = 0.4f, .w = 0.3f, .h = 0.4f},
                                    {.image = 1, .cls = 0, .x = 0.2f, .y = 0.7f, .w = 0.2f, .h = 0.1f}};
  const Hyp hyp{};
  int step = 0;
  for (int round = 0; round < 2; ++round)  // the second time each shape's plan is there already
    for (const auto& [height, width] : shapes) {
      CAPTURE(height);
      CAPTURE(width);
      const at::Tensor x = test::noise_pictures(2, height, width);
      const LossItems expected = all.learn(OneDnn::image(x), targets, hyp, width);
      const LossItems found = lean.learn(OneDnnLean::image(x), targets, hyp, width);
      CHECK(expected.total() == found.total());
      CHECK(expected.total() > 0);
      for (const Group g : {Group::weight, Group::norm, Group::bias}) {
        const at::Tensor& gradient = lean.net().parameters().gradients(g);
        CHECK(gradient.equal(all.net().parameters().gradients(g)));
        CHECK(gradient.abs().max().template item<double>() > 0);
      }
      CHECK(lean.net().parameters().values(Group::buffer).equal(all.net().parameters().values(Group::buffer)));
      ++step;
      all.step({.weight = 0.01, .norm = 0.01, .bias = 0.01, .momentum = 0.9}, 5e-4, 0, step);
      lean.step({.weight = 0.01, .norm = 0.01, .bias = 0.01, .momentum = 0.9}, 5e-4, 0, step);
    }
  CHECK(lean.net().parameters().values(Group::weight).equal(all.net().parameters().values(Group::weight)));
}

/// A large picture of no numbers leaves them all over the memory that the next pass works in.
template <class Model, class B>
void learn_in_littered_memory() {
  Learner<Model, test::LearnerPolicies<B>> clean({.seed = 3}, {}, {}, {}), littered({.seed = 3}, {}, {}, {});
  {
    const at::NoGradGuard no_gradients;
    littered.net().train(false);
    const auto raw = littered.net().forward(at::full({1, 3, 512, 512}, std::numeric_limits<float>::quiet_NaN()));
    REQUIRE(std::isnan(raw[0].max().template item<float>()));
  }
  const std::vector<Target> targets{{.image = 0, .cls = 1, .x = 0.5f, .y = 0.4f, .w = 0.3f, .h = 0.4f}};
  const at::Tensor x = test::noise_pictures(2, 64, 64);
  const LossItems expected = clean.learn(B::image(x), targets, Hyp{}, 64), found = littered.learn(B::image(x), targets, Hyp{}, 64);
  CHECK(found.total() == expected.total());
  for (const Group g : {Group::weight, Group::norm, Group::bias})
    CHECK(littered.net().parameters().gradients(g).equal(clean.net().parameters().gradients(g)));
}

}  // namespace

TEST_CASE_TEMPLATE("backend/onednn_lean: what lies in the memory beforehand does not matter, nor with the whole backend", B, OneDnn, OneDnnLean) {
  learn_in_littered_memory<Odd, B>();
  learn_in_littered_memory<YoloV5n::Classes<2>, B>();
}

TEST_CASE("backend/onednn_lean: YoloV5n learns bit for bit the same") {
  compare<YoloV5n::Classes<2>>({{64, 64}, {96, 64}, {128, 160}});
}

TEST_CASE("backend/onednn_lean: the seed's nets too") {
  compare<yolov5_v1::YoloV5s::Classes<2>>({{64, 64}, {64, 96}});
  compare<yolov5_v1::YoloV5Fpn::Classes<2>>({{64, 64}});
}

TEST_CASE("backend/onednn_lean: and a net with everything that is kept or joined oddly") { compare<Odd>({{64, 64}, {96, 128}}); }

TEST_CASE("backend/onednn_lean: a pass in between is noticed, and a write too") {
  Network<YoloV5n::Classes<3>, OneDnnLean> net({.seed = 3});
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
  raw = net.forward(x);
  CHECK_NOTHROW(net.backward(raw, raw));
}

TEST_CASE("backend/onednn_lean: less is saved, nothing in an evaluation") {
  using Model = YoloV5n::Classes<3>;
  const Network<Model, OneDnn> net({.seed = 3});
  const at::Tensor x = test::noise_pictures(2, 160, 160);
  OneDnn::Whole<Model> all;
  OneDnnLean::Whole<Model> lean;
  all.forward(net.parameters(), {Model::Generation::norm, true}, x);
  lean.forward(net.parameters(), {Model::Generation::norm, true}, x);
  CHECK(static_cast<double>(lean.saved_bytes()) < 0.6 * static_cast<double>(all.saved_bytes()));
  CHECK(static_cast<double>(lean.arena_bytes()) < 0.75 * static_cast<double>(all.arena_bytes()));
  CHECK(lean.saved_bytes() < lean.arena_bytes());
  lean.forward(net.parameters(), {Model::Generation::norm, false}, x);
  CHECK(lean.saved_bytes() == 0);
}
#endif
