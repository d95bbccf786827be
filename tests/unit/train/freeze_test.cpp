// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Frozen tensors stay as they are, bit for bit, in the net and in its average; all others learn.
#define CTYOLO_TEST_TORCH
#include "test.hpp"
#include "nn/noise_picture.hpp"
#include "train/tiny_data.hpp"

#include <ctyolo/ctyolo.hpp>

#include <map>

using namespace ctyolo;

namespace {

using Model = YoloV5n::Classes<2>;

template <class OptimizerOf>
struct Policies {
  using optimizer = OptimizerOf;
  using average = EMA<0.9>;
  using loss = YoloLoss<>;
  using backend = Aten;
};

at::Tensor picture() { return Aten::image(test::noise_pictures(2, 64, 64)); }

const std::vector<Target> targets{{.image = 0, .cls = 1, .x = 0.4f, .y = 0.5f, .w = 0.3f, .h = 0.4f},
                                  {.image = 1, .cls = 0, .x = 0.6f, .y = 0.3f, .w = 0.5f, .h = 0.2f}};
constexpr Rates rates{.weight = 0.01, .norm = 0.01, .bias = 0.01, .momentum = 0.9};

std::map<std::string, at::Tensor> copies(const Parameters& p) {
  std::map<std::string, at::Tensor> all;
  p.visit([&](const std::string& name, const at::Tensor& t) { all.emplace(name, t.detach().clone()); });
  return all;
}

template <class OptimizerOf>
void check_frozen(const std::vector<std::string>& freeze, int expected) {
  using P = Policies<OptimizerOf>;
  Learner<Model, P> l({.seed = 3}, {}, {}, {});
  const FrozenNames names(freeze);
  CHECK(l.freeze(freeze) == expected);
  const auto before = copies(l.net().parameters());
  for (int i = 1; i <= 3; ++i) {
    l.learn(picture(), targets, Hyp{}, 64);
    // As a backend that computes every gradient would leave them.
    l.net().parameters().gradients(Group::weight).add_(1e-3);
    CHECK(std::isfinite(l.step(rates, 5e-4, 10, i)));
  }
  const auto after = copies(l.net().parameters()), average = copies(l.averaged().parameters());
  int stayed = 0, moved = 0;
  for (const auto& [name, t] : before) {
    CAPTURE(name);
    const bool statistics = name.find("running") != std::string::npos;
    const bool frozen = names.contains(name) && !statistics;
    CHECK(after.at(name).equal(t) == frozen);
    CHECK(average.at(name).equal(t) == frozen);
    ++(frozen ? stayed : moved);
  }
  CHECK(stayed == expected);
  CHECK(moved > 50);
}

}  // namespace

TEST_CASE("train/freeze: the first rows, with momentum, decay and clipping") {
  // Row 0 to 9 of yolov5n: 33 convolutions with norms, three tensors each.
  check_frozen<SGDNesterov>({"10"}, 99);
}

TEST_CASE("train/freeze: parts here and there, with Adam") { check_frozen<AdamW>({"model.0.bn", "model.2.m", "model.24.m.1"}, 2 + 6 + 2); }

TEST_CASE("train/freeze: frozen gradients do not count towards the norm") {
  Learner<Model, Policies<SGDNesterov>> l({.seed = 3}, {}, {}, {});
  l.freeze({"10"});
  l.learn(picture(), targets, Hyp{}, 64);
  Parameters& p = l.net().parameters();
  const LayerSlices& first = p.layout().layers[0];
  p.gradients(Group::weight).narrow(0, first.weight.offset, first.weight.count).fill_(1e6f);
  CHECK(l.step(rates, 0, 10, 1) < 1e5);
}

TEST_CASE("train/freeze: what means nothing, or everything, is refused") {
  Learner<Model, Policies<SGDNesterov>> l({.seed = 3}, {}, {}, {});
  CHECK_THROWS_AS(l.freeze({"neck"}), Error);
  CHECK_THROWS_WITH_AS(l.freeze({"25"}), doctest::Contains("nothing is left to learn"), Error);
  CHECK(l.freeze({"0"}) == 0);
}

TEST_CASE("train/freeze: an option of a run, and of the run that continues it") {
  const test::TemporaryFolder folder;
  tiny::make(folder, 4);
  struct Stopper {
    using slot = slot::hook;
    std::stop_source* stop = nullptr;
    std::vector<std::string> notes;
    void on(const Note& n) { notes.push_back(n.text); }
    void on(const BatchDone& e) {
      if (stop != nullptr && e.epoch == 0 && e.batch == 1) stop->request_stop();
    }
  };
  using Quiet = Trainer<YoloV5n::Classes<Dynamic>, EveryBatch, NoDefaultHooks, Stopper>;
  FitOptions o{.data = folder / "data.yaml", .epochs = 2, .batch = 2, .img = 64, .project = folder / "runs", .freeze = {"model.0", "model.24"}};
  o.workers = 0;
  std::stop_source stop;
  Stopper stopper;
  stopper.stop = &stop;
  Quiet trainer(stopper);
  trainer.fit(o, stop.get_token());
  const at::Tensor kept = trainer.net().parameters().tensors()[0].weight.clone();
  Quiet resumed;
  resumed.fit({.resume = folder / "runs/exp", .workers = 0});
  CHECK(resumed.net().parameters().tensors()[0].weight.equal(kept));
  CHECK(!resumed.net().parameters().tensors()[1].weight.equal(trainer.net().parameters().tensors()[1].weight));
  const auto& notes = resumed.hook<Stopper>().notes;
  CHECK(std::find(notes.begin(), notes.end(), "Freezing 9 tensors: model.0 model.24") != notes.end());
}
