// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Detections as label files.
#include "../test.hpp"
#include "sample_events.hpp"
#include "temporary_folder.hpp"

#include <ctyolo/hooks/hook_set.hpp>
#include <ctyolo/hooks/label_files.hpp>

#include <filesystem>

using namespace ctyolo;

TEST_CASE("hooks/label_files: class, centre and size as shares of the picture, six digits, the score where asked") {
  const std::vector<Detection> found{{{10, 20, 30, 60}, 0.987654f, 2}, {{0, 0, 100.f / 3, 200}, 0.5f, 0}};
  CHECK(label_lines(found, 100, 200, false) == "2 0.2 0.2 0.2 0.2\n0 0.166667 0.5 0.333333 1\n");
  CHECK(label_lines(found, 100, 200, true) == "2 0.2 0.2 0.2 0.2 0.987654\n0 0.166667 0.5 0.333333 1 0.5\n");
  CHECK(label_lines({}, 100, 200, true).empty());
}

TEST_CASE("hooks/label_files: a file an image that shows something") {
  const test::TemporaryFolder folder;
  const std::vector<ImageDetections> images{{.path = "a/one.jpg", .width_px = 100, .height_px = 200, .detections = {{{10, 20, 30, 60}, 0.5f, 2}}},
                                            {.path = "a/two.jpg", .width_px = 10, .height_px = 10}};
  const Results results = test::some_results();
  const std::vector<std::string> names{"x"};
  const Validated validated{.results = results, .samples = images, .class_names = names, .final_epoch = true};
  HookSet<LabelFiles> hooks(std::tuple{LabelFiles{.folder = folder / "l", .scores = true}});
  CHECK(hooks.wants_all_detections());
  hooks.emit(validated);
  CHECK(test::read_text(folder / "l/one.txt") == "2 0.2 0.2 0.2 0.2 0.5\n");
  CHECK(!std::filesystem::exists(folder / "l/two.txt"));
  LabelFiles run;
  run.on(test::started(folder / "run"));
  run.on(validated);
  CHECK(std::filesystem::exists(folder / "run/labels/one.txt"));
  LabelFiles off{.folder = ""};
  CHECK(!off.wants_all_detections());
  off.on(validated);
  LabelFiles wrong{.folder = "/dev/null/labels"};
  CHECK(test::error_of([&] { wrong.on(validated); }).find("/dev/null/labels") != std::string::npos);
}
