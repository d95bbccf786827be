// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// What a training does besides learning: options, state, files, events; with types of its own and no net.
#define CTYOLO_TEST_TORCH
#include "test.hpp"
#include "temporary_folder.hpp"
#include "train/tiny_data.hpp"

#include <ctyolo/train/run_frame.hpp>
#include <ctyolo/train/run_notes.hpp>

#include <filesystem>
#include <limits>
#include <string>
#include <vector>

using namespace ctyolo;

namespace {

constexpr RunTypes types{.net = [] { return std::string("Tiny"); },
                         .net_type = [] { return std::string("Tiny::Classes<2>"); },
                         .named_policies = [] { return std::string("Adam"); },
                         .policies = [] { return Facts{{"optimizer", "Adam"}}; },
                         .class_names = [](const std::vector<std::string>& names) { return names; },
                         .classes = 2,
                         .max_stride_px = 32,
                         .image_size = [] { return std::string("FixedSize<96>"); },
                         .groups = {.bias = 3, .weight = 2, .norm = 1}};

struct Started {
  test::TemporaryFolder folder;
  FitOptions options{.data = tiny::make(folder, 4), .epochs = 3, .batch = 2, .img = 64, .project = folder / "runs", .workers = 0};

  std::string weights(const char* name) const { return folder / (std::string("runs/exp/weights/") + name + ".safetensors"); }
};

std::vector<std::string> told(RunFrame& frame) {
  std::vector<std::string> all;
  while (const Note* note = frame.next_note()) all.push_back(note->text);
  return all;
}

void begin(RunFrame& frame) {
  frame.resume();
  frame.settle_options();
  frame.load_data();
  frame.begin(Cache::none, 2);
}

Results found(double map50, double map50_95) {
  Results r;
  r.map50 = map50;
  r.map50_95 = map50_95;
  return r;
}

}  // namespace

TEST_CASE("train/run_frame: sizes are settled and notes told once, in order") {
  Started s;
  s.options.img = {50, 64};
  RunFrame frame(s.options, Hyp{}, types, nullptr);
  frame.settle_options();
  CHECK((told(frame) == std::vector<std::string>{"image size 50 px for training is not a multiple of the stride 32: rounded up to 64"}));
  CHECK(told(frame).empty());
  frame.froze(3);
  CHECK((told(frame) == std::vector<std::string>{"Freezing 3 tensors: "}));

  RunTypes fixed = types;
  fixed.image_size_px = 96;
  RunFrame of_program(s.options, Hyp{}, fixed, nullptr);
  of_program.settle_options();
  CHECK((told(of_program) == std::vector<std::string>{"image size: 96 px, by the program's FixedSize<96>"}));
  CHECK((of_program.loader_options().img_px == 96 && of_program.validator_options(5).img_px == 96));
}

TEST_CASE("train/run_frame: what loader and validator are given") {
  Started s;
  s.options.seed = 9;
  RunFrame frame(s.options, Hyp{.mosaic = 0.5}, types, nullptr);
  begin(frame);
  const LoaderOptions loader = frame.loader_options();
  CHECK((loader.batch == 2 && loader.img_px == 64 && loader.stride_px == 32 && loader.seed == 9 && loader.augmenting && loader.hyp.mosaic == 0.5));
  const ValidatorOptions validator = frame.validator_options(5);
  CHECK((validator.batch == 4 && validator.img_px == 64 && validator.samples == 5));
}

TEST_CASE("train/run_frame: data of another number of classes than the net's") {
  Started s;
  RunTypes three = types;
  three.classes = 3;
  RunFrame frame(s.options, Hyp{}, three, nullptr);
  CHECK(test::error_of([&] { frame.load_data(); }) ==
        s.options.data + ": 2 classes, but the net Tiny::Classes<2> has 3; use Tiny::Classes<2> or Classes<Dynamic>");
  three.classes = -1;  // Dynamic
  RunFrame dynamic(s.options, Hyp{}, three, nullptr);
  dynamic.load_data();
  CHECK(dynamic.classes() == 2);
  CHECK(dynamic.class_counts()[0] + dynamic.class_counts()[1] == 4);
}

TEST_CASE("train/run_frame: a batch and an epoch are counted, the best is remembered") {
  Started s;
  RunFrame frame(s.options, Hyp{}, types, nullptr);
  begin(frame);
  frame.batch.count = 2;
  frame.batch.targets.resize(5);
  frame.begin_epoch();
  frame.add({.box = 1, .obj = 2, .cls = 3}, 64, 0.25);
  frame.add({.box = 3, .obj = 4, .cls = 5}, 96, 0.75);
  const BatchDone done = frame.batch_done(2);
  CHECK((done.mean == LossItems{.box = 2, .obj = 3, .cls = 4}));
  CHECK((done.epoch == 0 && done.epochs == 3 && done.batch == 2 && done.batches == 2 && done.targets == 5 && done.img_px == 96));
  CHECK(done.images_per_second == doctest::Approx(4));
  CHECK(done.epoch_seconds == doctest::Approx(1));
  CHECK(frame.moment(2).step == 2);

  CHECK(frame.take(found(0.5, 0.25)));
  const EpochEnded ended = frame.epoch_ended({}, true, true, 2);
  CHECK((ended.train == LossItems{.box = 2, .obj = 3, .cls = 4}));
  CHECK(ended.seconds == doctest::Approx(3));
  CHECK_FALSE(frame.last_epoch());
  frame.end_epoch(false);
  CHECK((frame.state().epoch == 1 && frame.state().batch == 0 && frame.state().step == 2 && !frame.state().finished));
  CHECK((frame.state().mean() == LossItems{}));
  CHECK_FALSE(frame.take(found(0.4, 0.2)));
  CHECK((frame.state().best_epoch == 0 && frame.state().class_maps == std::vector{0.2, 0.2}));
  frame.end_epoch(false);
  CHECK(frame.last_epoch());
  CHECK(frame.take(found(0.5, 0.25)));  // as good is better: it is the later one
  frame.end_epoch(false);
  CHECK((frame.state().finished && frame.state().best_epoch == 2));
}

TEST_CASE("train/run_frame: a hook's wish ends a training") {
  Started s;
  RunFrame frame(s.options, Hyp{}, types, nullptr);
  begin(frame);
  frame.end_epoch(true);
  CHECK(frame.state().finished);
}

TEST_CASE("train/run_frame: saved and gone on with; folders, notes, hooks' states") {
  Started s;
  {
    RunFrame frame(s.options, Hyp{.lr0 = 0.03}, types, nullptr);
    begin(frame);
    frame.add({.box = 1}, 64, 1);
    Checkpoint c;
    frame.note(c, true, {{"Counter", "17"}});
    CHECK((c.note("trainer") == "Tiny::Classes<2>, Adam" && c.note("resumable") == "true"));
    CHECK((c.class_names() == std::vector<std::string>{"red", "blue"}));
    const CheckpointSaved& saved = frame.save(c, "last", true);
    CHECK((saved.path == s.weights("last") && !saved.best && saved.epoch == 0));
    const TrainingEnded& ended = frame.ended(7200, false);
    CHECK((ended.folder == s.folder / "runs/exp" && ended.hours == 2 && ended.interrupted && ended.last == s.weights("last") && ended.best.empty()));
    CHECK((frame.results().folder == s.folder / "runs/exp" && frame.results().train_seconds == 7200));
  }
  RunFrame frame({.resume = s.folder / "runs/exp"}, Hyp{}, types, nullptr);
  REQUIRE(frame.resumed() != nullptr);
  CHECK(frame.label_sizes() == nullptr);
  CHECK((frame.resume() == Facts{{"Counter", "17"}}));
  CHECK((told(frame) == std::vector<std::string>{"Resuming " + s.weights("last") + " at epoch 0, batch 1"}));
  frame.settle_options();
  frame.load_data();
  CHECK((frame.hyp().lr0 == 0.03 && frame.state().batch == 1 && frame.options().epochs == 3));
  frame.begin(Cache::none, 2);
  CHECK(frame.resumed() == nullptr);  // its memory is free
  CHECK((frame.started().resumed && frame.started().folder == s.folder / "runs/exp"));

  RunTypes other = types;
  other.policies = [] { return Facts{{"optimizer", "SGD"}}; };
  RunFrame wrong({.resume = s.folder / "runs/exp"}, Hyp{}, other, nullptr);
  CHECK(test::contains(test::error_of([&] { wrong.resume(); }), "with optimizer Adam, but the program has SGD"));
}

TEST_CASE("train/run_frame: a diverged training names what was saved") {
  Started s;
  RunFrame frame(s.options, Hyp{.lr0 = 0.5}, types, nullptr);
  begin(frame);
  const auto sentence = [&] { return test::error_of([&] { frame.diverged("the loss is", std::numeric_limits<double>::infinity(), "model.3 is broken"); }); };
  CHECK(sentence() == "epoch 0, batch 0: the loss is inf; model.3 is broken; training stops. Nothing was saved yet; a lower lr0 (now 0.5) usually helps");
  frame.save(Checkpoint(), "last", true);
  CHECK(test::contains(sentence(), "The last good checkpoint is " + s.weights("last")));
}

TEST_CASE("train/run_frame: data of the program's own") {
  Started s;
  RunData own = run_data(s.options.data, false);
  own.names = {"one", "two"};
  s.options.data = "own";
  RunFrame frame(s.options, Hyp{}, types, &own);
  frame.load_data();
  CHECK((frame.data().names == std::vector<std::string>{"one", "two"}));
  CHECK(frame.data().train.size() == 4);
  const LabelSizes* sizes = frame.label_sizes();
  REQUIRE(sizes != nullptr);
  CHECK((sizes->images == 4 && sizes->px.size() == 4));
}
