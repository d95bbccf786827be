// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#include "../test.hpp"
#include "sample_events.hpp"

#include <ctyolo/hooks/columns.hpp>
#include <ctyolo/hooks/progress_bar.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <sstream>

using namespace ctyolo;

namespace {
const std::vector<std::string> names = {"RBC", "WBC", "Pl\xc3\xa4ttchen"};
constexpr const char* training_heading =
    "\n     Epoch   gpu_mem       box       obj       cls     total   targets  img_size\n";
constexpr const char* training_row = "      0/49     6.44G   0.09249   0.07952   0.05629    0.2283         6       608";
constexpr const char* validation_heading =
    "                 Class     Images  Instances          P          R      mAP50   mAP50-95\n";
constexpr const char* validation_row =
    "                   all         73        967      0.111      0.195      0.103       0.25\n";

std::string joined(std::initializer_list<const char*> parts) {
  std::string text;
  for (const char* part : parts) text += part;
  return text;
}
}  // namespace

TEST_CASE("hooks/columns: numbers as printf would write them") {
  for (const double value : {0.0, 1.0, 0.09249, 123456.0, 1e-7, 0.99999, 608.0, -2.5,
                             std::numeric_limits<double>::infinity(), double(NAN)}) {
    for (const int digits : {3, 4, 5}) {
      char text[64];
      std::snprintf(text, sizeof text, "%20.*g", digits, value);
      CHECK(columns::right(value, 20, digits) == text);
    }
  }
  CHECK(columns::fixed(1.25, 3) == "1.250");
  CHECK(columns::grouped(1767283) == "1,767,283");
  CHECK(columns::grouped(999) == "999");
  CHECK(columns::grouped(-1000) == "-1,000");
  CHECK(columns::right("a longer text", 3) == "a longer text");
  CHECK(columns::right("\xc3\xa4", 3) == "  \xc3\xa4");
}

TEST_CASE("hooks/progress_bar: what stands before the first epoch") {
  std::ostringstream out;
  ProgressBar bar(out);
  DatasetSummary summary{.split = "train",
                         .path = "bccd/images",
                         .images = 292,
                         .labelled = 290,
                         .missing = 1,
                         .empty = 1,
                         .corrupt = 2,
                         .instances = 3000,
                         .from_index = true,
                         .warnings = {"a.txt:3: class 9"}};
  bar.on(DatasetChecked{summary});
  bar.on(Note{"image size 600 rounded up to 608"});
  bar.on(test::started("runs/train/exp"));
  CHECK(out.str() ==
        "train: bccd/images: 292 images found, 1 missing labels, 1 empty, 2 corrupt; 3000 boxes (from the index)\n"
        "  a.txt:3: class 9\n"
        "image size 600 rounded up to 608\n"
        "YoloV5n: 1,767,283 parameters, 4.2 GFLOPs at 608 px\n"
        "Optimizer groups: 102 .bias, 108 conv.weight, 99 other\n"
        "Image sizes 608 train, 608 test\n"
        "Using 8 dataloader workers\n"
        "Logging results to runs/train/exp\n"
        "Starting training for 50 epochs...\n");
  out.str("");
  bar.on(test::started("runs/train/exp", 7));
  CHECK(out.str().ends_with("Resuming at epoch 7 of 50 epochs...\n"));

  out.str("");
  summary.warnings.assign(5000, "bad");
  bar.on(DatasetChecked{summary});
  CHECK(out.str().ends_with("  bad\n  ... and 4980 more like these\n"));
}

TEST_CASE("hooks/progress_bar: in a file, one line an epoch and one a validation") {
  std::ostringstream out;
  ProgressBar bar(out);
  const Results results = test::some_results();
  for (int b = 0; b < 4; ++b) bar.on(test::batch(b));
  bar.on(Validated{.epoch = 0, .results = results, .samples = {}, .class_names = names});
  bar.on(test::ended(results));
  CHECK(out.str() == joined({training_heading, training_row, "  100%  4/4  31.2 img/s  0:40\n", validation_heading,
                             validation_row}));

  out.str("");  // without validations one heading is enough
  for (int epoch = 1; epoch < 3; ++epoch) bar.on(test::batch(3, 4, epoch));
  CHECK(out.str() == joined({training_heading, "      1/49", training_row + 10, "  100%  4/4  31.2 img/s  0:40\n",
                             "      2/49", training_row + 10, "  100%  4/4  31.2 img/s  0:40\n"}));
}

TEST_CASE("hooks/progress_bar: on a terminal the row is redrawn, not for every batch, and never wraps") {
  std::ostringstream out;
  ProgressBar bar(out, true);
  for (int b = 0; b < 400; ++b) bar.on(test::batch(b, 400));
  const std::string text = out.str();
  CHECK(text.starts_with(
      joined({training_heading, "\r", training_row, "    0%  1/400  31.2 img/s  1:06:30 left\x1b[K"})));
  CHECK(text.ends_with(joined({"\r", training_row, "  100%  400/400  31.2 img/s  1:06:40\x1b[K\n"})));
  CHECK(std::count(text.begin(), text.end(), '\r') < 100);

  std::ostringstream narrow;
  ProgressBar cut(narrow, true, 40);
  cut.on(test::batch(0));
  CHECK(narrow.str() == joined({training_heading, "\r", std::string(training_row).substr(0, 39).c_str(), "\x1b[K"}));
  cut.on(Note{"a note"});
  CHECK(narrow.str().ends_with("\x1b[K\na note\n"));
}

TEST_CASE("hooks/progress_bar: the last validation lists the classes") {
  std::ostringstream out;
  ProgressBar bar(out);
  Results results = test::some_results();
  results.speed = {.preprocess = 0.51, .inference = 30, .nms = 1};
  bar.on(Validated{.epoch = 49, .results = results, .samples = {}, .class_names = names, .final_epoch = true});
  CHECK(out.str() ==
        joined({validation_heading, validation_row,
                "                   RBC         73        800        0.5       0.25      0.125          1\n"
                "             Pl\xc3\xa4ttchen         12        167          1          0      1e-05      0.333\n"
                "Speed: 0.5 ms pre-process, 30.0 ms inference, 1.0 ms NMS an image\n"}));

  results.speed = {};
  results.classes.resize(1);  // the other class has no label
  const auto rows_of = [&](const std::vector<std::string>& all) {
    std::ostringstream text;
    ProgressBar(text).on(Validated{.epoch = 49, .results = results, .samples = {}, .class_names = all, .final_epoch = true});
    const std::string said = text.str();
    return std::count(said.begin(), said.end(), '\n');
  };
  CHECK(rows_of(names) == 3);
  CHECK(rows_of({"RBC"}) == 2);  // would say the same again
}

TEST_CASE("hooks/progress_bar: the end, complete, stopped or interrupted") {
  const Results results = test::some_results();
  const auto end_of = [&](TrainingEnded e, int last_epoch) {
    std::ostringstream out;
    ProgressBar bar(out);
    if (last_epoch >= 0) bar.on(test::ended(results, last_epoch));
    bar.on(e);
    return out.str();
  };
  TrainingEnded e{.folder = "runs/exp",
                  .epochs_done = 50,
                  .hours = 0.5,
                  .last = "runs/exp/weights/last.safetensors",
                  .best = "runs/exp/weights/best.safetensors",
                  .results = results};
  const std::string places =
      "Last weights: runs/exp/weights/last.safetensors\nBest weights: runs/exp/weights/best.safetensors\nResults: "
      "runs/exp\n";
  CHECK(end_of(e, 49) == "\n50 epochs completed in 0.500 hours.\n" + places);
  e.epochs_done = 3;
  e.interrupted = true;
  CHECK(end_of(e, 2) ==
        "\nStopped after epoch 2; continue with --resume runs/exp\n3 epochs completed in 0.500 hours.\n" + places);
  e.interrupted = false;
  e.stopped_early = true;
  CHECK(end_of(e, 2).starts_with("\nStopped early after epoch 2: a hook asked for it\n3 epochs"));
  e.interrupted = true;
  e.last = e.best = "";
  CHECK(end_of(e, -1).starts_with("\nStopped before the end of the first epoch; no checkpoint was written"));
}
