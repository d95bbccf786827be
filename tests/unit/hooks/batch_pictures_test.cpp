// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#include "temporary_folder.hpp"
#include "../test.hpp"
#include "sample_events.hpp"

#include <ctyolo/hooks/batch_pictures.hpp>
#include <ctyolo/hooks/draw.hpp>

#include <algorithm>

using namespace ctyolo;

namespace {

const std::vector<std::string> names = {"RBC", "WBC", "Platelets"};

/// Every image of one colour: R = 10 * (image + 1), G = 100, B = 200.
Batch some_batch(int count, int width, int height) {
  Batch batch{.images = {}, .count = count, .height = height, .width = width, .targets = {}, .origins = {}};
  for (int i = 0; i < count; ++i)
    for (const int value : {10 * (i + 1), 100, 200}) batch.images.insert(batch.images.end(), std::size_t(width) * std::size_t(height), std::uint8_t(value));
  batch.targets = {{1, 2, 0.5F, 0.5F, 0.5F, 0.5F}, {count - 1, 0, 0.5F, 0.5F, 0.2F, 0.2F}};
  return batch;
}

bool near(cv::Vec3b pixel, cv::Scalar colour) {
  for (int c = 0; c < 3; ++c)
    if (std::abs(pixel[c] - colour[c]) > 12) return false;
  return true;
}

}  // namespace

TEST_CASE("hooks/batch_pictures: images in their places and colours, boxes on their image") {
  const cv::Mat picture = draw_batch(some_batch(3, 80, 40), names);
  REQUIRE(picture.size() == cv::Size(160, 80));
  CHECK(picture.at<cv::Vec3b>(30, 5) == cv::Vec3b(200, 100, 10));
  CHECK(picture.at<cv::Vec3b>(30, 85) == cv::Vec3b(200, 100, 20));
  CHECK(picture.at<cv::Vec3b>(70, 5) == cv::Vec3b(200, 100, 30));
  CHECK(picture.at<cv::Vec3b>(70, 120) == cv::Vec3b(255, 255, 255));
  CHECK(near(picture.at<cv::Vec3b>(30, 120), class_colour(2)));  // lower side of the box in the second one
  CHECK_FALSE(near(picture.at<cv::Vec3b>(30, 40), class_colour(2)));

  const cv::Mat large = draw_batch(some_batch(20, 1000, 500), names);  // sixteen of them, smaller
  CHECK(large.size() == cv::Size(1920, 960));
  CHECK(large.at<cv::Vec3b>(955, 1900) == cv::Vec3b(200, 100, 160));
  CHECK(draw_batch(Batch{}, names).empty());
}

TEST_CASE("hooks/batch_pictures: the first three batches of a run, none of a resumed one") {
  const test::TemporaryFolder folder;
  const Batch batch = some_batch(2, 32, 32);
  BatchPictures hook;
  TrainingStarted started = test::started(folder.path());
  started.resumed = true;
  hook.on(started);
  hook.on(BatchLoaded{.epoch = 0, .batch = 0, .content = batch});
  CHECK_FALSE(std::filesystem::exists(folder / "train_batch0.jpg"));
  started.resumed = false;
  hook.on(started);
  for (int epoch = 0; epoch < 3; ++epoch)
    for (int b = 0; b < 2; ++b) hook.on(BatchLoaded{.epoch = epoch, .batch = b, .content = batch});
  for (const char* file : {"train_batch0.jpg", "train_batch1.jpg", "train_batch2.jpg"}) CHECK(cv::imread(folder / file).cols == 64);
  CHECK_FALSE(std::filesystem::exists(folder / "train_batch3.jpg"));
}

TEST_CASE("hooks/batch_pictures: samples of the last validation, as labelled and as found") {
  const test::TemporaryFolder folder;
  cv::imwrite(folder / "a.png", cv::Mat(100, 200, CV_8UC3, cv::Scalar(0, 0, 0)));
  const Box box{50, 25, 150, 75};
  const std::vector<ImageDetections> samples = {
      {.path = folder / "a.png", .width_px = 200, .height_px = 100, .detections = {{box, 0.9F, 1}, {{0, 0, 20, 20}, 0.1F, 1}}, .labels = {{0, box}}},
      {.path = folder / "gone.png", .width_px = 10, .height_px = 10, .detections = {}, .labels = {}}};
  const Results results;
  BatchPictures hook;
  hook.on(test::started(folder.path()));
  Validated e{.epoch = 0, .results = results, .samples = samples, .class_names = names};
  hook.on(e);
  CHECK_FALSE(std::filesystem::exists(folder / "val_batch0_labels.jpg"));
  e.final_epoch = true;
  hook.on(e);
  const cv::Mat labels = cv::imread(folder / "val_batch0_labels.jpg"), found = cv::imread(folder / "val_batch0_pred.jpg");
  REQUIRE(labels.size() == found.size());
  // The image is enlarged to 320 px and stands in the middle of its 640.
  const cv::Point left_side(160 + 80, 240 + 80), nothing(160 + 10, 240 + 32);
  const auto strongest = [](cv::Vec3b p) { return std::max({p[0], p[1], p[2]}) > 60 ? std::max_element(p.val, p.val + 3) - p.val : -1; };
  CHECK(strongest(labels.at<cv::Vec3b>(left_side)) == 2);  // class 0 is red; JPEG blurs thin lines
  CHECK(strongest(found.at<cv::Vec3b>(left_side)) == 0);   // class 1 is blue
  CHECK(near(found.at<cv::Vec3b>(nothing), {0, 0, 0}));
  CHECK(near(labels.at<cv::Vec3b>(10, 10), detail::picture_ground));
  std::filesystem::remove(folder / "val_batch0_pred.jpg");
  std::filesystem::create_directory(folder / "val_batch0_pred.jpg");
  hook.on(e);
  CHECK(test::contains(test::error_of([&] { hook.on(TrainingEnded{.results = results}); }), "val_batch0_pred.jpg: could not be saved"));
}
