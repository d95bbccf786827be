// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#include "event_reader.hpp"
#include "../test.hpp"
#include "sample_events.hpp"

#include <ctyolo/hooks/hook_set.hpp>
#include <ctyolo/hooks/picture_file.hpp>
#include <ctyolo/hooks/tensor_board.hpp>

#include <algorithm>
#include <cstdlib>
#include <set>

using namespace ctyolo;

namespace {

std::vector<std::string> event_files(const std::string& folder) {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (test::contains(entry.path().filename().string(), "tfevents")) files.push_back(entry.path().string());
  std::sort(files.begin(), files.end());
  return files;
}

/// Tags and steps: "train/box_loss@0".
std::multiset<std::string> tags_of(const std::string& file) {
  std::multiset<std::string> tags;
  for (const auto& event : test::read_events(file))
    if (event.has(5)) tags.insert(event.message(5).message(1).text(1) + "@" + std::to_string(event.number(2)));
  return tags;
}

ImageRecord image(std::vector<Target> labels) {
  ImageRecord r;
  r.labels = std::move(labels);
  return r;
}

}  // namespace

TEST_CASE("hooks/tensor_board: a training from its start to its end") {
  const char* keep = std::getenv("CTYOLO_TENSORBOARD_OUT");  // for tests/checks/tensorboard_reads.py
  const test::TemporaryFolder temporary;
  const std::string folder = keep != nullptr ? keep : temporary.path();
  std::filesystem::create_directories(folder);
  for (const std::string& old : event_files(folder)) std::filesystem::remove(old);

  const std::vector<ImageRecord> records = {image({{0, 0, 0.5F, 0.5F, 1, 1}, {0, 2, 0.5F, 0.5F, 1, 1}}), image({{0, 2, 0.5F, 0.5F, 1, 1}})};
  HookSet hooks(std::tuple<TensorBoard>{});
  TrainingStarted started = test::started(folder);
  started.train_records = records;
  const std::vector<RowFacts> rows = {
      {.from = "-1", .block = "Conv<16, 6, 2, 2>", .channels = 16, .stride_px = 2, .parameters = 1760, .gflops = 0.15, .sources = {-1}},
      {.from = "-1", .repeats = 2, .block = "C3<16>", .channels = 16, .stride_px = 2, .parameters = 1000, .sources = {0}},
      {.from = "-1 0", .block = "Concat", .channels = 32, .stride_px = 2, .sources = {1, 0}},
      {.from = "2 1", .block = "Detect", .channels = 24, .stride_px = 2, .parameters = 99, .sources = {2, 1}}};
  started.rows = rows;
  hooks.emit(started);
  for (int epoch = 0; epoch < 3; ++epoch) {
    const Results results = test::some_results(0.25 * (epoch + 1));
    EpochEnded e = test::ended(results, epoch);
    e.validated = epoch != 1;
    hooks.emit(e);
  }
  write_picture(folder + "/results.png", cv::Mat(30, 40, CV_8UC3, cv::Scalar(255, 0, 0)));
  write_picture(folder + "/train_batch0.jpg", cv::Mat(16, 24, CV_8UC3, cv::Scalar(0, 0, 255)));
  const Results results;
  hooks.emit(TrainingEnded{.folder = folder, .epochs_done = 3, .results = results});

  REQUIRE(event_files(folder).size() == 1);
  const std::string file = event_files(folder)[0];
  std::multiset<std::string> expected = {"classes@0", "configuration@0", "results@2", "train_batch0@2"};
  for (std::size_t i = 0; i < 13; ++i)
    for (const char* epoch : {"@0", "@1", "@2"})
      if (i < 3 || i > 9 || epoch[1] != '1') expected.insert(TensorBoard::v7_tags[i] + std::string(epoch));
  CHECK(tags_of(file) == expected);
  int graphs = 0;
  for (const auto& event : test::read_events(file)) {
    if (event.has(4)) {  // a net: tensorboard_reads.py looks into it
      ++graphs;
      CHECK(event.message(4).texts.at(1).size() == 1 + rows.size());
      CHECK(test::Proto(event.message(4).texts.at(1)[3]).texts.at(3) == std::vector<std::string>{"model/1_C3", "model/0_Conv"});
    }
    if (!event.has(5)) continue;
    const auto value = event.message(5).message(1);
    if (value.text(1) == "metrics/mAP_0.5:0.95") CHECK(value.real32(2) == 0.25F * float(event.number(2) + 1));
    if (value.text(1) == "x/lr0") CHECK(value.real32(2) == 0.1F);
    if (value.text(1) == "classes") CHECK(test::packed_doubles(value.message(5).text(7)) == std::vector<double>{1, 0, 2});
    if (value.text(1) == "results") {
      CHECK(value.message(4).text(4) == test::read_text(folder + "/results.png"));
      CHECK(value.message(4).number(2) == 40);
    }
  }
  CHECK(graphs == 1);
}

TEST_CASE("hooks/tensor_board: a resumed run writes a second file; the seed's tags") {
  const test::TemporaryFolder folder;
  const Results results = test::some_results();
  TensorBoard first;
  first.on(test::started(folder.path()));
  first.on(test::ended(results, 0));
  first.on(test::ended(results, 1));
  TensorBoard hook{.tags = TensorBoard::seed_tags};
  TrainingStarted resumed = test::started(folder.path(), 1);
  resumed.resumed = true;
  hook.on(resumed);
  hook.on(test::ended(results, 1));
  hook.on(TrainingEnded{.folder = folder.path(), .results = results});
  hook.on(TrainingEnded{.folder = folder.path(), .results = results});  // over is over
  const auto files = event_files(folder.path());
  REQUIRE(files.size() == 2);
  const std::string& second = files[1];
  std::multiset<std::string> expected;
  for (const char* tag : TensorBoard::seed_tags)
    if (*tag != '\0') expected.insert(std::string(tag) + "@1");
  CHECK(expected.size() == 10);
  CHECK(expected.contains("metrics/F1@1"));
  CHECK(tags_of(second) == expected);
  const auto events = test::read_events(second);
  REQUIRE(events.size() == 12);
  CHECK(events[1].message(7).number(1) == 1);
  CHECK(events[1].number(2) == 1);

  TensorBoard idle;  // a validation outside of a training
  idle.on(test::ended(results, 0));
  CHECK(event_files(folder.path()).size() == 2);
}
