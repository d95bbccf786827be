// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Anchors in a training: found for the labels, used, saved, taken over.
#define CTYOLO_TEST_TORCH
#include "test.hpp"
#include "train/tiny_data.hpp"

#include <ctyolo/ctyolo.hpp>

using namespace ctyolo;

namespace {

using Model = YoloV5n::Classes<Dynamic>;
using Levels = std::vector<std::vector<AnchorSize>>;

/// Keeps what is said of anchors, and stops after the first batch when it is told how.
struct Listener {
  using slot = slot::hook;
  std::stop_source* stop = nullptr;
  std::string anchors;
  void on(const Note& note) {
    if (note.text.starts_with("AutoAnchor")) anchors = note.text;
  }
  void on(const BatchDone&) {
    if (stop != nullptr) stop->request_stop();
  }
};

template <class... More>
using Quiet = Trainer<Model, EveryBatch, NoAugment, NoDefaultHooks, Listener, More...>;

/// Pictures whose boxes are tall and thin (3 by 62 px of 64), unlike any anchor of the net.
std::string odd_data(const test::TemporaryFolder& folder) {
  const std::string yaml = tiny::make(folder, 4);
  for (int i = 0; i < 4; ++i)
    folder.write("labels/train/" + std::to_string(i) + ".txt", "0 0.5 0.5 0.05 0." + std::to_string(95 + i) + "\n1 0.3 0.5 0.04 0.97\n");
  return yaml;
}

FitOptions options(const test::TemporaryFolder& folder, const std::string& name) {
  return {.data = folder / "data.yaml", .epochs = 1, .batch = 2, .img = 64, .project = folder / "runs", .name = name, .workers = 0};
}

Levels saved(const std::string& path) { return anchors_of(Checkpoint::read(path).tensors, 24); }

}  // namespace

TEST_CASE("train/anchors: labels of an odd shape change the anchors, which then belong to the weights") {
  const test::TemporaryFolder folder;
  odd_data(folder);
  Quiet<AutoAnchor> first(AutoAnchor{.generations = 20});
  first.fit(options(folder, "first"));
  const Levels found = first.net().setup().anchors;
  CHECK((found != Model::anchors()));
  REQUIRE(found.size() == 3);
  CHECK(found[0].size() == 3);
  CHECK(found[1][1].h * 16 > 50);  // px: as tall as the labels
  CHECK(found[1][1].h * 16 < 70);
  const std::string& said = first.hook<Listener>().anchors;
  CHECK_MESSAGE(said.starts_with("AutoAnchor: 0.00 anchors/target, 0.000 best possible recall"), said);
  CHECK_MESSAGE(said.find(": new anchors ") != std::string::npos, said);

  // in both checkpoints, in what reads them, and in a run that starts from them
  const std::string best = folder / "runs/first/weights/best.safetensors";
  CHECK((saved(best) == found));
  CHECK((saved(folder / "runs/first/weights/last.safetensors") == found));
  CHECK((load_network<Model, Aten>(Checkpoint::read(best)).setup().anchors == found));
  FitOptions o = options(folder, "second");
  o.weights = best;
  Quiet<AutoAnchor> second;
  second.fit(o);
  CHECK((second.net().setup().anchors == found));
  CHECK_MESSAGE(second.hook<Listener>().anchors.ends_with("the anchors fit"), second.hook<Listener>().anchors);
}

TEST_CASE("train/anchors: a resumed run keeps its anchors and searches no others") {
  const test::TemporaryFolder folder;
  odd_data(folder);
  std::stop_source stop;
  Listener listener;
  listener.stop = &stop;
  Quiet<AutoAnchor> stopped(AutoAnchor{.generations = 20}, listener);
  stopped.fit(options(folder, "exp"), stop.get_token());
  const Levels found = saved(folder / "runs/exp/weights/last.safetensors");
  CHECK((found != Model::anchors()));
  Quiet<AutoAnchor> resumed(AutoAnchor{.generations = 1});
  resumed.fit({.resume = folder / "runs/exp"});
  CHECK((resumed.net().setup().anchors == found));
  CHECK((saved(folder / "runs/exp/weights/last.safetensors") == found));
  CHECK(resumed.hook<Listener>().anchors.empty());
}

TEST_CASE("train/anchors: GivenAnchors keeps the net's, or those of the weights") {
  const test::TemporaryFolder folder;
  odd_data(folder);
  Quiet<GivenAnchors> trainer;
  trainer.fit(options(folder, "first"));
  CHECK((trainer.net().setup().anchors == Model::anchors()));
  CHECK(trainer.hook<Listener>().anchors.empty());

  Levels other = Model::anchors();
  other[2][0] = {3, 17};
  Network<Model, Aten> net({.classes = 2});
  net.set_anchors(other);
  Checkpoint c;
  c.tensors = state_dict(net.parameters(), net.setup(), 24, 0);
  c.set("net", Model::net_name());
  c.set_class_names({"red", "blue"});
  c.write(folder / "other.safetensors");
  FitOptions o = options(folder, "second");
  o.weights = folder / "other.safetensors";
  trainer.fit(o);
  CHECK((trainer.net().setup().anchors == other));
}
