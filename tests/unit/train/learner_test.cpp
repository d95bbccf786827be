// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The step: it learns, it keeps its promises to a checkpoint, it does not depend on luck.
#define CTYOLO_TEST_TORCH
#include "test.hpp"
#include "nn/noise_picture.hpp"

#include <ctyolo/backend/aten.hpp>
#include <ctyolo/ema/ema.hpp>
#include <ctyolo/ema/no_average.hpp>
#include <ctyolo/graph.hpp>
#include <ctyolo/loss/yolo_loss.hpp>
#include <ctyolo/optim/adam.hpp>
#include <ctyolo/optim/sgd_nesterov.hpp>
#include <ctyolo/train/learner.hpp>

#include <cmath>
#include <filesystem>
#include <limits>

using namespace ctyolo;

namespace {

struct Sgd {
  using optimizer = SGDNesterov;
  using average = EMA<0.9999>;
  using loss = YoloLoss<>;
  using backend = Aten;
};
struct AdamAlone {
  using optimizer = Adam;
  using average = NoAverage;
  using loss = YoloLoss<>;
  using backend = Aten;
};
using Model = YoloV5n::Classes<2>;

at::Tensor picture() { return Aten::image(test::noise_pictures(2, 64, 64)); }

const std::vector<Target> targets{{.image = 0, .cls = 1, .x = 0.4f, .y = 0.5f, .w = 0.3f, .h = 0.4f},
                                  {.image = 1, .cls = 0, .x = 0.6f, .y = 0.3f, .w = 0.5f, .h = 0.2f}};
constexpr Rates rates{.weight = 0.01, .norm = 0.01, .bias = 0.01, .momentum = 0.9};

template <class P>
Learner<Model, P> learner() {
  return Learner<Model, P>({.seed = 3}, {}, {}, {});
}

template <class P>
LossItems steps(Learner<Model, P>& l, int from, int to) {
  LossItems items;
  for (int i = from; i < to; ++i) {
    items = l.learn(picture(), targets, Hyp{}, 64);
    l.step(rates, 5e-4, 10, i + 1);
  }
  return items;
}

bool equal_weights(const Parameters& a, const Parameters& b) {
  for (const Group g : {Group::weight, Group::norm, Group::bias, Group::buffer})
    if (!a.values(g).equal(b.values(g))) return false;
  return true;
}

}  // namespace

TEST_CASE("train/learner: the loss falls on two pictures seen again and again") {
  auto l = learner<Sgd>();
  const LossItems first = l.learn(picture(), targets, Hyp{}, 64);
  l.step(rates, 5e-4, 10, 1);
  const LossItems last = steps(l, 1, 25);
  CHECK(std::isfinite(last.total()));
  CHECK(last.total() < 0.8 * first.total());
}

TEST_CASE("train/learner: gradients of batches of one step add up") {
  auto one = learner<Sgd>();
  one.learn(picture(), targets, Hyp{}, 64);
  const at::Tensor single = one.net().parameters().gradients(Group::bias).clone();
  auto two = learner<Sgd>();
  two.learn(picture(), targets, Hyp{}, 64);
  two.learn(picture(), targets, Hyp{}, 64);
  const at::Tensor twice = two.net().parameters().gradients(Group::bias);
  CHECK(twice.sub(single).sub(single).abs().max().item<float>() < 1e-4f * single.abs().max().item<float>());
}

TEST_CASE("train/learner: the average lags behind the weights, and NoAverage is the weights") {
  auto l = learner<Sgd>();
  const auto start = l.net().twin();
  steps(l, 0, 3);
  CHECK(!l.averaged().parameters().values(Group::weight).equal(l.net().parameters().values(Group::weight)));
  // d(1) = 0.9999 (1 - exp(-1/2000)): the first update takes nearly everything from the weights
  const double d = EMA<0.9999>::decay_at(1);
  CHECK(d == doctest::Approx(0.9999 * (1 - std::exp(-1 / 2000.0))));
  auto plain = learner<AdamAlone>();
  steps(plain, 0, 2);
  CHECK(plain.averaged().parameters().values(Group::weight).data_ptr() == plain.net().parameters().values(Group::weight).data_ptr());
  CHECK(!equal_weights(start.parameters(), l.net().parameters()));
}

TEST_CASE("train/learner: what a checkpoint brings back goes on bit for bit, between two steps and within one") {
  const std::string path = (std::filesystem::temp_directory_path() / "ctyolo_learner_test.safetensors").string();
  auto a = learner<Sgd>();
  steps(a, 0, 3);
  a.learn(picture(), targets, Hyp{}, 64);  // half an accumulation
  Checkpoint saved;
  a.save(saved, 3, true);
  saved.set("net", Model::net_name());
  saved.write(path);

  auto b = Learner<Model, Sgd>({.seed = 99}, {}, {}, {});
  b.load(Checkpoint::read(path));
  std::filesystem::remove(path);
  CHECK(equal_weights(a.averaged().parameters(), b.averaged().parameters()));
  const LossItems x = steps(a, 3, 6), y = steps(b, 3, 6);
  CHECK(x == y);
  CHECK(equal_weights(a.net().parameters(), b.net().parameters()));
  CHECK(equal_weights(a.averaged().parameters(), b.averaged().parameters()));
}

TEST_CASE("train/learner: a gradient that is not finite leaves the weights alone") {
  auto l = learner<Sgd>();
  l.learn(picture(), targets, Hyp{}, 64);
  const auto before = l.net().twin();
  l.net().parameters().gradients(Group::norm).data_ptr<float>()[0] = std::numeric_limits<float>::quiet_NaN();
  CHECK(std::isnan(l.step(rates, 0, 10, 1)));
  CHECK(equal_weights(before.parameters(), l.net().parameters()));
}
