// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#define CTYOLO_TEST_TORCH
#include "test.hpp"
#include "temporary_folder.hpp"
#include "train/random_net.hpp"

#include <ctyolo/ctyolo.hpp>
#include <ctyolo/train/study.hpp>

#include <filesystem>
#include <string>
#include <vector>

using namespace ctyolo;

namespace {

using Model = YoloV5n::Classes<Dynamic>;

struct Notes {
  using slot = slot::hook;
  std::vector<std::string> texts;
  int validations = 0;
  void on(const Note& e) { texts.push_back(e.text); }
  void on(const Validated&) { ++validations; }
};

}  // namespace

TEST_CASE("train/study: a validation a size, a file with a row each, a chart") {
  const test::TemporaryFolder folder;
  const ValOptions options = random_net::files<Model>(folder, {80, 50});
  HookSet<Notes> hooks;
  const auto rows = study<Model, SeedAP>(options, {.sizes_px = {96, 64, 70}, .folder = folder.path()}, hooks);
  REQUIRE(rows.size() == 2);  // 70 is rounded up to 96, which was there
  CHECK(rows[0].img_px == 96);
  CHECK(rows[1].img_px == 64);
  CHECK(rows[1].batch == 2);
  CHECK(rows[1].loss.obj > 0);
  CHECK(rows[1].ms() > 0);
  CHECK(test::read_text(folder / (study_name(options.data, options.weights) + ".txt")) == study_text(rows));
  CHECK(std::filesystem::exists(folder / "study.png"));
  const Notes& notes = std::get<Notes>(hooks.hooks());
  CHECK(notes.texts == std::vector<std::string>{"Study: 96 px", "Study: 64 px"});
  CHECK(notes.validations == 2);
  const std::string error = test::error_of([&] { study<Model>(options, {.sizes_px = {64, 0}, .folder = folder.path()}, hooks); });
  CHECK(error == "study: 0 px: an image size must lie between 1 and 8192 px");
  CHECK(notes.validations == 2);  // nothing was begun
}

TEST_CASE("train/study: sizes of v7.0's val.py, and for nets of the seed of its test.py") {
  CHECK(study_sizes<YoloV5n>() == std::vector<int>{256, 384, 512, 640, 768, 896, 1024, 1152, 1280, 1408, 1536});
  CHECK(study_sizes<yolov5_v1::YoloV5s>() == std::vector<int>{352, 416, 480, 544, 608, 672, 736, 800});
}
