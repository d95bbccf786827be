// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Maps that say exactly what the labels say, or nothing; and what the loop keeps of them.
#define CTYOLO_TEST_TORCH
#include "test.hpp"
#include "temporary_folder.hpp"
#include "train/tiny_data.hpp"

#include <ctyolo/train/run_setup.hpp>
#include <ctyolo/train/validation_loop.hpp>

#include <cmath>
#include <vector>

using namespace ctyolo;

namespace {

constexpr int stride_px = 32, outputs = 5 + 2;
const HeadSetup head{.classes = 2, .strides_px = {stride_px}, .anchors = {{{1, 1}}}};  // one level, one anchor of 32 x 32 px

float logit(double probability) { return static_cast<float>(std::log(probability / (1 - probability))); }

/// Logits of [N,1,H,W,7] in which every label of the batch is found, with certainty.
struct Oracle {
  std::vector<float> logits;
  std::vector<HeadView<const float>> views;

  Oracle(const Batch& batch, bool finds) {
    const int h = batch.height / stride_px, w = batch.width / stride_px;
    logits.assign(static_cast<std::size_t>(batch.count * h * w * outputs), -30.0f);
    views.push_back({.data = logits.data(), .images = batch.count, .anchors = 1, .height = h, .width = w, .outputs = outputs,
                     .stride_image = std::int64_t{h} * w * outputs, .stride_anchor = 0, .stride_y = std::int64_t{w} * outputs,
                     .stride_x = outputs, .stride_output = 1});
    if (!finds) return;
    for (const Target& t : batch.targets) {
      const double x = t.x * static_cast<float>(w), y = t.y * static_cast<float>(h);
      const int cx = static_cast<int>(x), cy = static_cast<int>(y);
      float* cell = logits.data() + ((static_cast<std::size_t>(t.image * h + cy)) * static_cast<std::size_t>(w) + static_cast<std::size_t>(cx)) * outputs;
      cell[0] = logit((x - cx + 0.5) / 2);
      cell[1] = logit((y - cy + 0.5) / 2);
      cell[2] = logit(std::sqrt(t.w * static_cast<float>(batch.width) / stride_px) / 2);
      cell[3] = logit(std::sqrt(t.h * static_cast<float>(batch.height) / stride_px) / 2);
      cell[4] = 30;
      cell[5 + t.cls] = 30;
    }
  }
};

Results validate(ValidationLoop<Yolov5AP>& loop, bool finds) {
  for (loop.start(); loop.next();) {
    const Oracle oracle(loop.batch(), finds);
    loop.inferred();
    loop.add(oracle.views, {}, {.box = 1, .obj = 2, .cls = 3}, head);
  }
  return loop.results();
}

}  // namespace

TEST_CASE("train/validation_loop: what is found is scored in native pixels; the loop can be run again") {
  const test::TemporaryFolder folder;
  const RunData data = run_data(tiny::make(folder, 6), false);
  ValidationLoop<Yolov5AP> loop(data.val, {.img_px = 64, .batch = 4, .samples = 5}, stride_px);
  for (int pass = 0; pass < 2; ++pass) {
    const Results r = validate(loop, true);
    CHECK(r.map50 > 0.99);
    CHECK(r.map50_95 > 0.99);
    CHECK((r.images == 6 && r.instances == 6 && r.classes.size() == 2));
    CHECK((r.loss == LossItems{.box = 1, .obj = 2, .cls = 3}));  // the mean of two batches
    CHECK(r.seconds > 0);
    REQUIRE(loop.samples().size() == 5);
    for (const ImageDetections& image : loop.samples()) {
      REQUIRE((image.detections.size() == 1 && image.labels.size() == 1));
      CHECK(image.detections[0].cls == image.labels[0].cls);
      CHECK(image.detections[0].xyxy_px.x1 == doctest::Approx(image.labels[0].xyxy_px.x1).epsilon(1e-3));
    }
  }
}

TEST_CASE("train/validation_loop: nothing found is nothing scored") {
  const test::TemporaryFolder folder;
  const RunData data = run_data(tiny::make(folder, 4), false);
  ValidationLoop<Yolov5AP> loop(data.val, {.img_px = 64, .batch = 4}, stride_px);
  const Results r = validate(loop, false);
  CHECK((r.map50 == 0 && r.recall == 0 && r.instances == 4));
  REQUIRE(loop.samples().size() == 4);
  CHECK(loop.samples()[0].detections.empty());
}

TEST_CASE("train/validation_loop: a single class: whatever is found is class 0") {
  const test::TemporaryFolder folder;
  const RunData data = run_data(tiny::make(folder, 4), true);
  ValidationLoop<Yolov5AP> loop(data.val, {.img_px = 64, .batch = 4, .single_class = true}, stride_px);
  for (loop.start(); loop.next();) {
    for (Target& t : loop.batch().targets) t.cls = 1;  // what a net of two classes might say
    const Oracle oracle(loop.batch(), true);
    loop.inferred();
    loop.add(oracle.views, {}, {}, head);
  }
  CHECK(loop.results().map50 > 0.99);
}
