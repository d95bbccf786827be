// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// What a checkpoint notes of its run comes back; what the user is told.
#define CTYOLO_TEST_TORCH
#include "test.hpp"
#include "temporary_folder.hpp"

#include <ctyolo/train/run_notes.hpp>

#include <string>

using namespace ctyolo;

namespace {

Checkpoint through_a_file(Checkpoint c) {
  c.set("net", "YoloV5n");
  return Checkpoint::from_bytes(c.to_bytes(), "last.safetensors");
}

const Facts policies{{"optimizer", "Adam{beta2 = 0.99}"}, {"schedule", "WarmupCosine"}};

}  // namespace

TEST_CASE("train/run_notes: hyper-parameters, options and state are written down exactly") {
  const Hyp hyp{.lr0 = 0.1 + 0.2, .mosaic = 1.0 / 3};
  FitOptions options{.data = "a b/data.yaml", .epochs = 7, .seed = 12345678901234567890u, .freeze = {"0", "model.3.bn"}};
  RunState state;
  state.epoch = 4;
  state.best_fitness = 0.1 + 0.7;
  state.class_maps = {0.25, 1.0 / 3};
  Checkpoint c;
  note_run(c, options, hyp, state);
  const Checkpoint read = through_a_file(c);
  CHECK(hyp_of(read) == hyp);
  FitOptions options_read;
  visit_run_options(options_read, [&](const char* name, auto& value) { read.read_note(std::string("option.") + name, value); });
  CHECK((options_read.data == options.data && options_read.epochs == 7 && options_read.seed == options.seed && options_read.freeze == options.freeze));
  RunState state_read;
  visit_state(state_read, [&](const char* name, auto& value) { read.read_note(std::string("state.") + name, value); });
  CHECK((state_read.epoch == 4 && state_read.best_fitness == state.best_fitness && state_read.class_maps == state.class_maps));
}

TEST_CASE("train/run_notes: a file without hyper-parameters has the defaults") { CHECK(hyp_of(Checkpoint()) == Hyp()); }

TEST_CASE("train/run_notes: a run goes on with the net and the policies that it was made with") {
  Checkpoint c;
  note_policies(c, "YoloV5n", policies);
  const Checkpoint read = through_a_file(c);
  check_policies(read, "YoloV5n", policies);
  Facts newer = policies;
  newer.emplace_back("a kind of tomorrow", "Any");
  check_policies(read, "YoloV5n", newer);
  CHECK(test::error_of([&] { check_policies(read, "YoloV5s", policies); }) ==
        "last.safetensors: this run was made with net YoloV5n, but the program has YoloV5s; continue it with the former, or start a new "
        "run with weights = last.safetensors");
  Facts other = policies;
  other[1].second = "WarmupLinear";
  CHECK(test::contains(test::error_of([&] { check_policies(read, "YoloV5n", other); }), "with schedule WarmupCosine, but the program has WarmupLinear"));
}

TEST_CASE("train/run_notes: hooks' states are those notes that begin so") {
  Checkpoint c;
  c.set("hook.EarlyStop<20>", "3 0.5");
  c.set("hook.ResultsFile", "");
  c.set("hooks", "no state");
  CHECK((hook_states(through_a_file(c)) == Facts{{"EarlyStop<20>", "3 0.5"}, {"ResultsFile", ""}}));
}

TEST_CASE("train/run_notes: where a run goes on") {
  RunState state;
  state.epoch = 4;
  CHECK(resuming_note(through_a_file({}), state) == "Resuming last.safetensors at epoch 4");
  state.batch = 2;
  CHECK(resuming_note(through_a_file({}), state) == "Resuming last.safetensors at epoch 4, batch 2");
  TorchTraining t{.path = "last.pt", .average = {}, .weights = {}, .optimizer = "SGD", .arrays = {}, .results = {}};
  CHECK(resuming_note(t, state, 9) == "Resuming last.pt, a training of Python's with SGD, at epoch 4 of 9; best fitness so far: unknown");
  t.best_fitness = 0.25;
  CHECK(test::contains(resuming_note(t, state, 9), "best fitness so far: 0.25"));
}

TEST_CASE("train/run_notes: an image size is rounded up, and said so") {
  int px = 300;
  CHECK(round_up_to_stride(px, "training", 32) == "image size 300 px for training is not a multiple of the stride 32: rounded up to 320");
  CHECK(px == 320);
  CHECK(round_up_to_stride(px, "training", 32).empty());
  CHECK(px == 320);
}

TEST_CASE("train/run_notes: how much of a checkpoint fitted; nothing is an error") {
  Checkpoint c;
  CHECK(transferred_note(c, "a.pt", {.items = 3, .of = 7, .left_out = {}}, "YoloV5n") == "Transferred 3/7 items from a.pt");
  CHECK(test::error_of([&] { transferred_note(c, "a.pt", {.items = 0, .of = 7, .left_out = {}}, "YoloV5n"); }) == "a.pt: none of its tensors fits YoloV5n");
  c.set("net", "YoloV5x");
  CHECK(test::error_of([&] { transferred_note(c, "a.pt", {.items = 0, .of = 7, .left_out = {}}, "YoloV5n"); }) ==
        "a.pt: none of its tensors fits YoloV5n; it was made for YoloV5x");
}

TEST_CASE("train/run_notes: the options as a hook is told them") {
  const Facts told = announced_options({.epochs = 3, .name = "mine", .workers = 2}, 4);
  const auto of = [&](const std::string& name) {
    for (const auto& [option, value] : told)
      if (option == name) return value;
    return std::string("absent");
  };
  CHECK((of("epochs") == "3" && of("name") == "mine" && of("workers") == "2" && of("threads") == "4" && of("device") == "cpu"));
}
