// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Trainings that Python's YOLOv5 began, of both generations, go on as they do there (tests/golden/resume.py).
#define CTYOLO_TEST_TORCH
#include "../golden_cases/state.hpp"
#include "golden.hpp"
#include "golden_numbers.hpp"
#include "test.hpp"
#include "train/tiny_data.hpp"

#include <ctyolo/ctyolo.hpp>
#include <ctyolo/io/torch_writer.hpp>

#include <span>

using namespace ctyolo;

namespace {

// clang-format off
struct TinyRows : Graph<
  Row<From<-1>, 1, Conv<8, 3, 2>>,                  // 0
  Row<From<-1>, 1, Conv<8, 3, 2>>,                  // 1
  Row<From<-1>, 1, C3<8>>,                          // 2
  Row<From<-1>, 1, Conv<16, 3, 2>>,                 // 3
  Row<From<-1>, 1, SPPF<16, 5>>,                    // 4
  Row<From<2, 4>, 1, Detect>                        // 5
> {};
struct TinySeedRows : Graph<
  Row<From<-1>, 1, Focus<8, 3>>,                    // 0
  Row<From<-1>, 1, yolov5_v1::Conv<8, 3, 2>>,       // 1
  Row<From<-1>, 1, BottleneckCSP<8>>,               // 2
  Row<From<-1>, 1, OutputConv>,                     // 3
  Row<From<-2>, 1, yolov5_v1::Conv<16, 3, 2>>,      // 4
  Row<From<-1>, 1, OutputConv>,                     // 5
  Row<From<5, 3>, 1, DetectMaps>                    // 6
> {};
// clang-format on
inline constexpr Scale unscaled{.depth = 1, .width = 1};
struct Tiny : Net<Tiny, TinyRows, unscaled, Anchors<Level<10, 13, 16, 30>, Level<33, 23, 62, 45>>, GenerationV6, 2> {};
struct TinySeed : Net<TinySeed, TinySeedRows, unscaled, Anchors<Level<33, 23, 62, 45>, Level<10, 13, 16, 30>>, GenerationV1, 2> {
};

std::string python_file(const std::string& name) {
  return (std::filesystem::path(__FILE__).parent_path() / "../../golden/data/resume" / (name + ".pt")).string();
}

/// Numbers of a group's tensors one after another, without the gaps of a flat array.
std::vector<float> joined(const std::vector<test::StateEntry>& entries, Group g, const at::Tensor& flat) {
  std::vector<float> all;
  for (const test::StateEntry& e : entries) {
    if (e.group != g) continue;
    const at::Tensor part = flat.detach().narrow(0, e.values.storage_offset(), e.values.numel()).contiguous();
    const std::span<float> numbers = test::numbers_of(part);
    all.insert(all.end(), numbers.begin(), numbers.end());
  }
  return all;
}

void check_near(const test::Golden& golden, const std::string& name, const std::vector<float>& found, double limit) {
  CAPTURE(name);
  const std::vector<float> expected = golden.floats(name);
  const double off = test::largest_difference(found, expected) / std::max(1.0, test::largest(expected));
  CHECK(off <= limit);
}

/// Takes over what the oracle saved and takes its next steps: twelve batches, four of which end an accumulation.
template <class Model, class... Policies>
void check(const std::string& name) {
  using P = Chosen<Model, Aten, Policies...>;
  const test::Golden golden("resume/" + name);
  const auto whole = [&](const char* key) { return static_cast<int>(golden.number(key)); };
  const RunSetup setup = run_setup({.data = "data.yaml", .epochs = whole("epochs"), .resume = python_file(name)}, P::recipe::hyp);
  REQUIRE(setup.python);
  CHECK(setup.options.epochs == whole("epochs"));
  CHECK(setup.state.epoch == whole("start_epoch"));
  CHECK(setup.state.best_fitness == golden.number("best_fitness"));
  CHECK(setup.state.last_step == no_step_yet);

  Learner<Model, P> learner({.seed = 7}, {}, {}, {});
  learner.load(*setup.python);
  const auto entries = test::state_entries(learner.net().parameters());
  const std::vector<double> expected_rates = golden.doubles("rates");  // [batches,4] bias, weight, norm, momentum
  const std::vector<int> due = golden.ints("due");
  RunState state = setup.state;
  state.step = std::int64_t{state.epoch} * whole("batches");
  for (std::size_t i = 0; i < due.size(); ++i, ++state.step) {
    CAPTURE(i);
    for (const test::StateEntry& e : entries) {
      const std::string entry = std::to_string(state.step) + "." + e.name;
      if (e.group == Group::buffer) {
        test::entry(entry, e.values.sizes(), test::numbers_of(e.values));
        continue;
      }
      std::vector<float> gradient(static_cast<std::size_t>(e.values.numel()));
      test::numbers(entry, gradient, 0.5);
      const std::span<float> sum = test::numbers_of(e.result);
      for (std::size_t k = 0; k < sum.size(); ++k) sum[k] += gradient[k];
    }
    const Moment now{.step = state.step,
                     .epoch = state.epoch,
                     .epochs = setup.options.epochs,
                     .batches = whole("batches"),
                     .batch_size = whole("batch_size")};
    Rates rates = P::schedule::at(now, setup.hyp);
    if (P::optimizer::states == 2) rates.momentum = expected_rates[4 * i + 3];  // the oracles leave Adam's beta1 alone
    const double found[] = {rates.bias, rates.weight, rates.norm, rates.momentum};
    for (std::size_t k = 0; k < 4; ++k) CHECK(found[k] == doctest::Approx(expected_rates[4 * i + k]).epsilon(1e-12));
    const bool steps =
        step_is_due<typename P::accumulation>(state.step, state.last_step, P::accumulation::batches(now, setup.hyp));
    CHECK(steps == (due[i] == 1));
    if (!steps) continue;
    const double decay = setup.hyp.weight_decay * P::accumulation::decay_factor(now.batch_size, setup.hyp);
    CHECK(std::isfinite(learner.step(rates, decay, setup.hyp.clip_norm, ++state.updates, ++state.averaged)));
    state.last_step = state.step;
  }
  CHECK(state.averaged == whole("updates"));

  Checkpoint saved;
  learner.save(saved, 0, true);
  for (const Group g : {Group::weight, Group::norm, Group::bias, Group::buffer}) {
    const at::Tensor& weights = learner.net().parameters().values(g);
    const std::string group = group_name(g);
    check_near(golden, "weights." + group, joined(entries, g, weights), 1e-6);
    check_near(golden, "average." + group, joined(entries, g, learner.averaged().parameters().values(g)), 1e-6);
    for (int k = 0; g != Group::buffer && k < P::optimizer::states; ++k) {
      const std::string array = std::to_string(k) + "." + group;
      check_near(golden, "array." + array, joined(entries, g, saved.tensor("train.optimizer." + array, weights)), 1e-6);
    }
  }
}

/// Which epochs there were; requests a stop after a batch.
struct Watcher {
  using slot = slot::hook;
  std::stop_source* stop = nullptr;
  int stop_epoch = -1;
  std::vector<int> epochs = {};
  std::string notes = {};
  void on(const Note& e) { notes += e.text + "\n"; }
  void on(const BatchDone& e) {
    if (stop != nullptr && e.epoch == stop_epoch) stop->request_stop();
  }
  void on(const EpochEnded& e) { epochs.push_back(e.epoch); }
};
template <class Model, class... More>
using Quiet = Trainer<Model, NoDefaultHooks, ResultsFile, RunFiles, Watcher, More...>;

FitOptions options(const test::TemporaryFolder& folder, const std::string& name, const std::string& file, int epochs) {
  return {.data = folder / "data.yaml",
          .epochs = epochs,
          .batch = 4,
          .img = 64,
          .resume = file,
          .project = folder / "runs",
          .name = name,
          .workers = 0};
}
std::string note_of(const test::TemporaryFolder& folder, const std::string& run, const std::string& name) {
  return Checkpoint::read(folder / ("runs/" + run + "/weights/last.safetensors")).note(name);
}

}  // namespace

TEST_CASE("train/python_training: the next steps after a checkpoint of v7.0, SGD") { check<Tiny, recipe::Yolov5v7>("v7_sgd"); }
TEST_CASE("train/python_training: the same, Adam") { check<Tiny, recipe::Yolov5v7, Adam>("v7_adam"); }
TEST_CASE("train/python_training: the next steps after a checkpoint of the first YOLOv5, SGD") {
  check<TinySeed, recipe::Yolov5v1>("seed_sgd");
}
TEST_CASE("train/python_training: the same, Adam, whose average begins anew") {
  check<TinySeed, recipe::Yolov5v1, Adam>("seed_adam");
}

TEST_CASE(
    "train/python_training: a run of ours begins after Python's last epoch, in a folder of its own, and can be resumed itself") {
  const test::TemporaryFolder folder;
  tiny::make(folder, 8);
  Quiet<Tiny> trainer;
  const Results r = trainer.fit(options(folder, "whole", python_file("v7_sgd"), 5));
  CHECK(trainer.hook<Watcher>().epochs == std::vector{2, 3, 4});
  CHECK(trainer.hook<Watcher>().notes.find("Python's with SGD, at epoch 2 of 5; best fitness so far: 0.4375") !=
        std::string::npos);
  CHECK(r.folder == folder / "runs/whole");
  CHECK(r.best_epoch == -1);                              // Python's best stays the best
  CHECK(note_of(folder, "whole", "state.step") == "10");  // two batches an epoch
  CHECK(note_of(folder, "whole", "state.best_fitness") == "0.4375");
  const std::string expected = test::read_text(folder / "runs/whole/results.csv");

  std::stop_source stop;
  Watcher watcher;
  watcher.stop = &stop;
  watcher.stop_epoch = 3;
  Quiet<Tiny> stopped(watcher);
  stopped.fit(options(folder, "parts", python_file("v7_sgd"), 5), stop.get_token());
  CHECK(note_of(folder, "parts", "state.epoch") == "3");
  const std::string last = folder / "runs/parts/weights/last.safetensors";
  const Checkpoint now = Checkpoint::read(last);
  Checkpoint before;  // as it was saved when the average had no count of its own
  before.tensors = now.tensors;
  for (const auto& [name, value] : now.notes())
    if (name != "state.averaged") before.set(name, value);
  before.write(last);
  Quiet<Tiny> resumed;
  resumed.fit({.resume = folder / "runs/parts", .workers = 0});
  CHECK(test::read_text(folder / "runs/parts/results.csv") == expected);
}

TEST_CASE(
    "train/python_training: the first YOLOv5's results are the first rows of results.txt; epochs that are over are asked for "
    "again") {
  const test::TemporaryFolder folder;
  tiny::make(folder, 4);
  Quiet<TinySeed> trainer;
  trainer.fit(options(folder, "exp", python_file("seed_sgd"), 1));
  CHECK(trainer.hook<Watcher>().epochs == std::vector{2});  // two and one more
  const std::string before = read_torch_model(python_file("seed_sgd")).training_results,
                    after = test::read_text(folder / "runs/exp/results.txt");
  CHECK(std::count(before.begin(), before.end(), '\n') == 2);
  CHECK(after.starts_with(before));
  CHECK(std::count(after.begin(), after.end(), '\n') == 3);
  CHECK(note_of(folder, "exp", "state.updates") == note_of(folder, "exp", "state.averaged"));
}

TEST_CASE("train/python_training: a checkpoint that does not fit is a sentence, and leaves no folder") {
  const test::TemporaryFolder folder;
  tiny::make(folder, 4);
  const auto says = [&](const std::string& said, const std::string& part) {
    CHECK(test::one_line(said));
    CHECK_MESSAGE(said.find(part) != std::string::npos, said);
  };
  Quiet<Tiny> sgd;
  const auto sentence = [&](const std::string& file) {
    return test::error_of([&] { sgd.fit(options(folder, "exp", file, 5)); });
  };
  says(sentence(python_file("v7_adam")),
       "was made with the optimizer Adam, but the program has SGDNesterov; continue it with the former, or start "
       "a new run with --weights " +
           python_file("v7_adam"));
  says(sentence(python_file("seed_sgd")),
       "tensors of the net " + Tiny::net_name() + " are missing or of another shape, the first is model.");
  const std::vector<float> zeros(4);
  const TensorRecord weight{
      .name = "model.0.conv.weight", .dtype = Dtype::f32, .shape = {4}, .bytes = std::as_bytes(std::span(zeros))};
  write_torch_state_dict(folder / "stripped.pt", std::span(&weight, 1));
  says(sentence(folder / "stripped.pt"), "no optimizer's state");
  says(test::error_of([&] { sgd.fit({.resume = python_file("v7_sgd")}); }), "no data: name a data.yaml");
  CHECK(!std::filesystem::exists(folder / "runs"));
}
