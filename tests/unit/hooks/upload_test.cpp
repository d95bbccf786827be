// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Uploads by cp, by a command that fails and by one that is not there.
#include "../test.hpp"
#include "sample_events.hpp"
#include "temporary_folder.hpp"

#include <ctyolo/hooks/upload.hpp>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <sstream>
#include <thread>

using namespace ctyolo;

namespace {

struct Run {
  test::TemporaryFolder folder;
  Results results = test::some_results();
  std::ostringstream warnings;
  Run() {
    folder.write("run/results.csv", "1\n");
    folder.write("run/weights/best.safetensors", "best");
    folder.write("run/weights/last.safetensors", "last");
    std::filesystem::create_directories(folder / "bucket");
  }
  void train(Upload& hook) {
    hook.on(test::started(folder / "run"));
    for (int epoch = 0; epoch < 3; ++epoch) hook.on(test::ended(results, epoch));
    folder.write("run/results.csv", "2\n");
    hook.on(TrainingEnded{.last = folder / "run/weights/last.safetensors", .best = folder / "run/weights/best.safetensors", .results = results});
  }
  std::ptrdiff_t lines() const {
    const std::string text = warnings.str();
    return std::count(text.begin(), text.end(), '\n');
  }
};

}  // namespace

TEST_CASE("hooks/upload: results and weights are where they should be when the training is over") {
  Run run;
  Upload hook(run.folder / "bucket", {"cp"}, &run.warnings);
  run.train(hook);
  CHECK(test::read_text(run.folder / "bucket/results.csv") == "2\n");
  CHECK(test::read_text(run.folder / "bucket/best.safetensors") == "best");
  CHECK(test::read_text(run.folder / "bucket/last.safetensors") == "last");
  CHECK(run.warnings.str().empty());
}

TEST_CASE("hooks/upload: after an epoch its results are sent while the training goes on, and after the next the new ones") {
  Run run;
  Upload hook(run.folder / "bucket", {"cp"}, &run.warnings);
  const auto arrives = [&](const std::string& text) {
    for (int i = 0; i < 1000 && test::read_text(run.folder / "bucket/results.csv") != text; ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    return test::read_text(run.folder / "bucket/results.csv") == text;
  };
  hook.on(test::started(run.folder / "run"));
  CHECK(!std::filesystem::exists(run.folder / "bucket/results.csv"));
  hook.on(test::ended(run.results, 0));
  CHECK(arrives("1\n"));
  run.folder.write("run/results.csv", "1\n2\n");
  // A copy that has not ended yet lets an epoch pass.
  for (int epoch = 1; epoch < 1000; ++epoch) {
    hook.on(test::ended(run.results, epoch));
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    if (test::read_text(run.folder / "bucket/results.csv") == "1\n2\n") break;
  }
  CHECK(arrives("1\n2\n"));
  CHECK_MESSAGE(!std::filesystem::exists(run.folder / "bucket/best.safetensors"), "weights go at the end");
  CHECK(run.warnings.str().empty());
}

TEST_CASE("hooks/upload: a program that is missing is said once, in a sentence, and no more is tried") {
  Run run;
  Upload hook("gs://bucket", {"ctyolo-no-such-program", "cp"}, &run.warnings);
  CHECK_NOTHROW(run.train(hook));
  CHECK(run.lines() == 1);
  CHECK(run.warnings.str() == "upload: ctyolo-no-such-program: no such program; is it installed, and in PATH? Nothing is uploaded; the training goes on, its files are in " +
                                  (run.folder / "run") + "\n");
}

TEST_CASE("hooks/upload: a command that fails is a warning, and its words are in the log") {
  Run run;
  Upload hook(run.folder / "no such folder", {"cp"}, &run.warnings);
  CHECK_NOTHROW(run.train(hook));
  CHECK(run.warnings.str().find("results.csv was not uploaded: cp: ended with status 1") != std::string::npos);
  CHECK(run.warnings.str().find("best.safetensors was not uploaded") != std::string::npos);
  CHECK(run.lines() <= 4);
  CHECK(!test::read_text(run.folder / "run/upload.log").empty());
}

TEST_CASE("hooks/upload: without a place nothing happens") {
  Run run;
  Upload hook;
  run.train(hook);
  CHECK(!std::filesystem::exists(run.folder / "run/upload.log"));
}
