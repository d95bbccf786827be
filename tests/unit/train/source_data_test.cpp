// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Training on a program's own pictures is training on the same pictures in files.
#define CTYOLO_TEST_TORCH
#include "test.hpp"
#include "train/tiny_data.hpp"

#include <ctyolo/ctyolo.hpp>

using namespace ctyolo;

namespace {

/// The pictures of a data set, held in memory.
struct Memory {
  std::vector<cv::Mat> pictures;
  std::vector<ImageRecord> records;
  std::vector<std::string> names{"red", "blue"};

  explicit Memory(const Dataset& files) : records(files.records()) {
    for (int i = 0; i < files.size(); ++i) pictures.push_back(files.read(i));
  }
  int size() const { return static_cast<int>(pictures.size()); }
  std::vector<std::string> class_names() const { return names; }
  SourceItem item(int i) const {
    const ImageRecord& r = records[static_cast<std::size_t>(i)];
    return {r.width_px, r.height_px, r.labels};
  }
  ImageView image(int i) const {
    const cv::Mat& m = pictures[static_cast<std::size_t>(i)];
    return {m.data, m.cols, m.rows, static_cast<std::ptrdiff_t>(m.step), PixelOrder::bgr};
  }
};

struct Stopper {
  using slot = slot::hook;
  std::stop_source* stop = nullptr;
  void on(const BatchDone& e) {
    if (stop != nullptr && e.epoch == 1 && e.batch == 1) stop->request_stop();
  }
};

using Quiet = Trainer<YoloV5n::Classes<Dynamic>, EveryBatch, NoDefaultHooks, ResultsFile, Stopper>;

}  // namespace

TEST_CASE("train/source_data: the same results as from files, with workers, and across a stop") {
  const test::TemporaryFolder folder;
  tiny::make(folder, 6);
  const DataYaml yaml = read_data_yaml(folder / "data.yaml");
  const Memory memory(Dataset(yaml, {.split = "train"}));
  FitOptions options{.data = folder / "data.yaml", .epochs = 2, .batch = 2, .img = 64, .project = folder / "runs", .name = "files", .workers = 0};
  Quiet files;
  const Results expected = files.fit(options);
  const std::string table = test::read_text(folder / "runs/files/results.csv");

  options.data.clear();
  options.name = "memory";
  options.workers = 2;
  Quiet own;
  const Results r = own.fit(options, memory, memory);
  CHECK(test::read_text(folder / "runs/memory/results.csv") == table);
  CHECK(r.map50_95 == expected.map50_95);
  CHECK(Checkpoint::read(folder / "runs/memory/weights/last.safetensors").note("option.data") == own_data_source);

  options.name = "stopped";
  std::stop_source stop;
  Quiet first(Stopper{&stop});
  first.fit(options, memory, memory, stop.get_token());
  Quiet second;
  second.fit({.resume = folder / "runs/stopped", .workers = 1}, memory, memory);
  CHECK(test::read_text(folder / "runs/stopped/results.csv") == table);
}

TEST_CASE("train/source_data: sources that do not belong together are refused") {
  const test::TemporaryFolder folder;
  tiny::make(folder, 2);
  const Memory memory(Dataset(read_data_yaml(folder / "data.yaml"), {.split = "train"}));
  Memory other = memory;
  other.names = {"blue", "red"};
  Quiet trainer;
  const std::string text = test::error_of([&] { trainer.fit({.project = folder / "runs"}, memory, other); });
  CHECK_MESSAGE(text == "the data sources for training and for validation name different classes", text);
}
