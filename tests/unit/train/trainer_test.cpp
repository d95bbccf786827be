// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The trainer end to end, on pictures small enough to be learnt by heart.
#define CTYOLO_TEST_TORCH
#include "test.hpp"
#include "train/tiny_data.hpp"

#include <ctyolo/ctyolo.hpp>
#include <ctyolo/io/torch_writer.hpp>

#include <deque>
#include <functional>
#include <span>
#include <sstream>
#include <vector>

using namespace ctyolo;

namespace {

using Model = YoloV5n::Classes<Dynamic>;

/// Counts events, and requests a stop after a given batch.
struct Watcher {
  using slot = slot::hook;
  std::stop_source* stop = nullptr;
  int stop_epoch = -1;
  std::int64_t stop_batch = 0;
  int epochs = 0, validations = 0;
  std::vector<RowFacts> rows;
  LossItems first, last;
  void on(const TrainingStarted& e) { rows.assign(e.rows.begin(), e.rows.end()); }
  void on(const BatchDone& e) {
    if (stop != nullptr && e.epoch == stop_epoch && e.batch == stop_batch) stop->request_stop();
  }
  void on(const EpochEnded& e) {
    if (epochs++ == 0) first = e.train;
    last = e.train;
  }
  void on(const Validated&) { ++validations; }
};

/// No printing; the files of a run.
template <class... More>
using Quiet = Trainer<Model, EveryBatch, NoDefaultHooks, ResultsFile, RunFiles, Watcher, More...>;

FitOptions options(const test::TemporaryFolder& folder, const std::string& name, int epochs) {
  return {.data = folder / "data.yaml", .epochs = epochs, .batch = 4, .img = 64,
          .hyp = Hyp{.warmup_epochs = 1, .cls = 4.0, .warmup_min_steps = 0}, .project = folder / "runs", .name = name, .workers = 0};
}

}  // namespace

TEST_CASE("train/trainer: learns eight pictures by heart, from random weights to boxes") {
  const test::TemporaryFolder folder;
  tiny::make(folder, 8);
  Quiet<NoAugment, EMA<0.98, 20>> trainer;
  FitOptions o = options(folder, "exp", 300);
  o.batch = 8;
  o.noval = o.nosave = true;
  const Results r = trainer.fit(o);
  CHECK(r.map50 > 0.8);
  CHECK(r.classes.size() == 2);
  CHECK(r.instances == 8);
  const auto& watcher = trainer.hook<Watcher>();
  CHECK(watcher.epochs == 300);
  CHECK(watcher.validations == 1);
  CHECK((watcher.rows == row_facts<Model>(2, 64)));
  CHECK(watcher.last.total() < 0.5 * watcher.first.total());
  for (const char* file : {"weights/last.safetensors", "weights/best.safetensors", "results.csv", "results.txt", "hyp.yaml", "opt.yaml"})
    CHECK_MESSAGE(std::filesystem::exists(folder / ("runs/exp/" + std::string(file))), file);

  // what was trained detects, straight from its file
  const Detector<Model> detector(Checkpoint::read(folder / "runs/exp/weights/best.safetensors"));
  CHECK(detector.class_names() == std::vector<std::string>{"red", "blue"});
  HookSet<Watcher> hooks;
  const Results again = validate<Model>(ValOptions{.weights = folder / "runs/exp/weights/last.safetensors", .data = folder / "data.yaml", .img_px = 64, .batch = 8, .workers = 0}, hooks);
  CHECK(again.map50 == doctest::Approx(r.map50));
  CHECK(again.map50_95 == doctest::Approx(r.map50_95));

  // classes that are one suppress one another, and what is found of either is right
  const ValOptions val{.weights = folder / "runs/exp/weights/last.safetensors", .data = folder / "data.yaml", .img_px = 64, .batch = 8, .workers = 0};
  const Results one = validate<Model, SingleClass>(val, hooks);
  CHECK(one.classes.size() == 1);
  CHECK(one.instances == 8);
  CHECK(one.map50 > 0.7);

  // all detections are handed to hooks that want them; three passes see more than one
  struct Collector {
    using slot = slot::hook;
    std::vector<ImageDetections> images;
    bool wants_all_detections() const { return true; }
    void on(const Validated& e) { images.assign(e.samples.begin(), e.samples.end()); }
  };
  HookSet<Collector> collected;
  ValOptions elsewhere = val;
  elsewhere.device = "cuda";
  CHECK(test::error_of([&] { validate<Model>(elsewhere, collected); }).starts_with("device cuda: "));
  ValOptions augmented = val;
  augmented.augment = true;
  CHECK(validate<Model>(augmented, collected).map50 > 0.2);
  const auto thrice = std::get<Collector>(collected.hooks()).images;
  validate<Model>(val, collected);
  const auto once = std::get<Collector>(collected.hooks()).images;
  REQUIRE(once.size() == 8);
  REQUIRE(thrice.size() == 8);
  CHECK(thrice[0].path == once[0].path);
  CHECK((thrice[0].detections != once[0].detections));

  const std::string finished = test::error_of([&] { trainer.fit({.resume = folder / "runs/exp"}); });
  CHECK_MESSAGE(finished.find("complete (300 epochs)") != std::string::npos, finished);
}

TEST_CASE("train/trainer: the same results for any number of workers, and across a stop in the middle of an epoch") {
  const test::TemporaryFolder folder;
  tiny::make(folder, 12);
  Quiet<> plain;
  plain.fit(options(folder, "plain", 4));
  const std::string expected = test::read_text(folder / "runs/plain/results.csv");
  CHECK(expected.find("metrics/mAP_0.5:0.95") != std::string::npos);

  FitOptions with_workers = options(folder, "workers", 4);
  with_workers.workers = 2;
  Quiet<> threaded;
  threaded.fit(with_workers);
  CHECK(test::read_text(folder / "runs/workers/results.csv") == expected);

  std::stop_source stop;
  Watcher watcher;
  watcher.stop = &stop;
  watcher.stop_epoch = 2;
  watcher.stop_batch = 2;  // of three
  Quiet<> interrupted(watcher);
  interrupted.fit(options(folder, "stopped", 4), stop.get_token());
  CHECK(test::read_text(folder / "runs/stopped/results.csv") != expected);
  std::ofstream(folder / "runs/stopped/results.csv", std::ios::app) << "   2,  torn li";  // as a crash would leave it
  Quiet<> resumed;
  resumed.fit({.resume = folder / "runs/stopped", .workers = 2});
  CHECK(test::read_text(folder / "runs/stopped/results.csv") == expected);
  CHECK(test::read_text(folder / "runs/stopped/results.txt").size() == test::read_text(folder / "runs/plain/results.txt").size());
}

TEST_CASE("train/trainer: a detector without a file finds what one of its file finds, whatever becomes of the training") {
  struct Asker {
    using slot = slot::hook;
    std::function<void(const CheckpointSaved&)> saved;
    void on(const CheckpointSaved& e) {
      if (e.path.ends_with("last.safetensors")) saved(e);
    }
  };
  const test::TemporaryFolder folder;
  tiny::make(folder, 4);
  const cv::Mat picture = cv::imread(folder / "images/train/0.png");
  const auto boxes = [&](const Detector<Model>& detector) {
    return detector.detect({.pixels = picture.data, .width_px = 64, .height_px = 64, .order = PixelOrder::bgr}, 64,
                           {.conf = 1e-4, .iou = 0.45, .multi_label = false, .max_detections = 50});
  };
  std::deque<Detector<Model>> detectors;      // one an epoch
  std::vector<std::vector<Detection>> found;  // by each, at once
  {
    Trainer<Model, EveryBatch, NoDefaultHooks, Asker> trainer;
    trainer.hook<Asker>().saved = [&](const CheckpointSaved& e) {
      const Checkpoint now = trainer.checkpoint();
      detectors.emplace_back(now);
      found.push_back(boxes(detectors.back()));
      REQUIRE(found.back().size() > 3);
      CHECK((boxes(Detector<Model>(Checkpoint::read(e.path))) == found.back()));
      CHECK((boxes(Detector<Model>(Checkpoint::from_bytes(now.to_bytes()))) == found.back()));
    };
    CHECK(test::error_of([&] { trainer.checkpoint(); }) == "Trainer::checkpoint: there is no net before fit");
    trainer.fit(options(folder, "exp", 3));
    detectors.emplace_back(trainer.checkpoint());
    found.push_back(boxes(detectors.back()));
    CHECK(detectors.back().class_names() == std::vector<std::string>{"red", "blue"});
    CHECK(test::error_of([&] { Detector<YoloV5s::Classes<Dynamic>>(trainer.checkpoint()); }) ==
          "checkpoint in memory: made for YoloV5n, but the program has YoloV5s");
  }  // no trainer any more
  REQUIRE(found.size() == 4);
  CHECK((found[0] != found[1]));
  CHECK((found[1] != found[2]));
  CHECK((found[2] == found[3]));
  for (std::size_t i = 0; i < found.size(); ++i) CHECK((boxes(detectors[i]) == found[i]));
}

TEST_CASE("train/trainer: a run is continued only by the policies that made it") {
  const test::TemporaryFolder folder;
  tiny::make(folder, 4);
  std::stop_source stop;
  Watcher watcher;
  watcher.stop = &stop;
  watcher.stop_epoch = 0;
  watcher.stop_batch = 1;
  Quiet<> first(watcher);
  FitOptions o = options(folder, "exp", 2);
  o.batch = 2;
  first.fit(o, stop.get_token());
  Quiet<Adam> other;
  const std::string text = test::error_of([&] { other.fit({.resume = folder / "runs/exp"}); });
  CHECK_MESSAGE(text.find("made with optimizer SGDNesterov, but the program has Adam") != std::string::npos, text);
}

TEST_CASE("train/trainer: wrong input is one line that says what and where") {
  const test::TemporaryFolder folder;
  tiny::make(folder, 4);
  Quiet<> trainer;
  const auto fails = [&](FitOptions o, const std::string& part) {
    const std::string text = test::error_of([&] { trainer.fit(o); });
    CHECK_MESSAGE(text.find(part) != std::string::npos, text);
    CHECK(text.find('\n') == std::string::npos);
  };
  fails({.data = folder / "nothing.yaml"}, "nothing.yaml");
  fails({.data = ""}, "no data");
  fails({.data = folder / "data.yaml", .epochs = 0}, "epochs = 0");
  fails({.data = folder / "data.yaml", .device = "cuda"}, "device cuda");
  fails({.data = folder / "data.yaml", .device = "0,1"}, "device 0,1");
  fails({.data = folder / "data.yaml", .resume = folder / "runs/none"}, "no such run");
  fails({.data = folder / "data.yaml", .img = 64, .weights = folder / "none.safetensors"}, "none.safetensors");

  Trainer<YoloV5n::Classes<3>, NoDefaultHooks> three;
  const std::string text = test::error_of([&] { three.fit(options(folder, "exp", 1)); });
  CHECK_MESSAGE(text.find("2 classes, but the net") != std::string::npos, text);
  CHECK_MESSAGE(text.find("YoloV5n::Classes<2>") != std::string::npos, text);

  folder.write("labels/train/0.txt", "5 0.5 0.5 0.1 0.1\n");
  fails(options(folder, "exp", 1), "0.txt:1: class 5");
  CHECK_MESSAGE(!std::filesystem::exists(folder / "runs/exp"), "a run that cannot start leaves no folder");
}

TEST_CASE("train/trainer: nosave saves nothing before the last epoch is over, then last and best") {
  struct Saves {
    using slot = slot::hook;
    std::string weights = {};
    int epochs = 0, saved = 0, saved_before_the_end = 0, files_before_the_end = 0;
    void on(const EpochEnded&) {  // comes before an epoch's own checkpoint
      ++epochs;
      saved_before_the_end = saved;
      std::error_code ignored;  // there may be no folder yet
      for (auto f = std::filesystem::directory_iterator(weights, ignored); f != std::filesystem::directory_iterator(); ++f)
        ++files_before_the_end;
    }
    void on(const CheckpointSaved&) { ++saved; }
  };
  const test::TemporaryFolder folder;
  tiny::make(folder, 4);
  const auto counted = [&](const std::string& name, bool nosave) {
    Trainer<Model, NoDefaultHooks, Saves> trainer(Saves{.weights = folder / ("runs/" + name + "/weights")});
    FitOptions o = options(folder, name, 3);
    o.nosave = nosave;
    trainer.fit(o);
    return trainer.hook<Saves>();
  };
  const Saves never = counted("nosave", true), always = counted("exp", false);
  CHECK(never.epochs == 3);
  CHECK(never.saved_before_the_end == 0);
  CHECK(never.files_before_the_end == 0);
  CHECK(never.saved >= 1);
  CHECK_NOTHROW(Checkpoint::read(folder / "runs/nosave/weights/last.safetensors"));
  CHECK(always.saved_before_the_end >= 2);
  CHECK(always.files_before_the_end >= 2);
}

TEST_CASE("train/trainer: weights of which nothing fits the net are a sentence, of a Python file too") {
  const test::TemporaryFolder folder;
  tiny::make(folder, 4);
  const std::vector<float> zeros(7 * 3);  // the name fits, the shape does not
  const TensorRecord other{.name = "model.0.conv.weight", .dtype = Dtype::f32, .shape = {7, 3, 1, 1},
                           .bytes = std::as_bytes(std::span(zeros))};
  write_torch_state_dict(folder / "other.pt", std::span(&other, 1));
  write_safetensors(folder / "other.safetensors", std::span(&other, 1), {{"format", "1"}, {"net", "YoloV5s"}});
  Quiet<> trainer;
  const auto sentence = [&](const std::string& file) {
    FitOptions o = options(folder, "exp", 1);
    o.weights = folder / file;
    return test::error_of([&] { trainer.fit(o); });
  };
  CHECK(sentence("other.pt") == folder / "other.pt: none of its tensors fits YoloV5n");
  CHECK(sentence("other.safetensors") == folder / "other.safetensors: none of its tensors fits YoloV5n; it was made for YoloV5s");
}

TEST_CASE("train/trainer: an image that vanishes during training stops it with its name, and what was saved stays") {
  const test::TemporaryFolder folder;
  tiny::make(folder, 4);
  struct Remover {
    using slot = slot::hook;
    std::string file;
    void on(const CheckpointSaved& e) {
      if (!e.best) std::filesystem::remove(file);
    }
  };
  Trainer<Model, NoDefaultHooks, Remover> trainer(Remover{folder / "images/train/2.png"});
  FitOptions o = options(folder, "exp", 3);
  o.cache = Cache::none;  // else it is in memory by then
  const std::string text = test::error_of([&] { trainer.fit(o); });
  CHECK_MESSAGE(text.find("2.png") != std::string::npos, text);
  CHECK_NOTHROW(Checkpoint::read(folder / "runs/exp/weights/last.safetensors"));
}

TEST_CASE("train/trainer: a loss that is not finite stops the run and keeps the last good checkpoint") {
  const test::TemporaryFolder folder;
  tiny::make(folder, 4);
  Quiet<> trainer;
  FitOptions o = options(folder, "exp", 200);
  o.hyp->lr0 = 1e12;
  o.hyp->clip_norm = 0;
  const std::string text = test::error_of([&] { trainer.fit(o); });
  CHECK_MESSAGE(text.find("training stops") != std::string::npos, text);
  CHECK_MESSAGE(text.find("lower lr0") != std::string::npos, text);
  CHECK_MESSAGE(text.find("model.") != std::string::npos, text);  // the first layer whose numbers are none
}

TEST_CASE("train/trainer: moving loss, priors by frequency and frames of changing shape train, and go on after a stop as if there were none") {
  const test::TemporaryFolder folder;
  tiny::make(folder, 8);
  using Moving = Quiet<IouRamp<YoloLoss<>>, FrequencyPriors, RandomFrames<>>;
  FitOptions o = options(folder, "whole", 4);
  o.img = 96;
  o.hyp->warmup_min_steps = 5;
  Moving().fit(o);
  o.name = "parts";
  std::stop_source stop;
  Watcher watcher;
  watcher.stop = &stop;
  watcher.stop_epoch = 1;
  watcher.stop_batch = 1;  // of two
  Moving first(watcher);
  first.fit(o, stop.get_token());
  Moving second;
  second.fit({.resume = folder / "runs/parts", .workers = 0});
  const std::string expected = test::read_text(folder / "runs/whole/results.csv");
  CHECK(expected.find("nan") == std::string::npos);
  CHECK(test::read_text(folder / "runs/parts/results.csv") == expected);
}
