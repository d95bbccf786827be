// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#include "temporary_folder.hpp"
#include "../test.hpp"
#include "sample_events.hpp"

#include <ctyolo/data/opencv.hpp>
#include <ctyolo/hooks/detection_pictures.hpp>

using namespace ctyolo;

namespace {

std::vector<ImageDetections> samples_in(const test::TemporaryFolder& folder, int count, int width, int height) {
  std::vector<ImageDetections> samples;
  for (int i = 0; i < count; ++i) {
    const std::string path = folder / ("image" + std::to_string(i) + ".png");
    cv::imwrite(path, cv::Mat(height, width, CV_8UC3, cv::Scalar(0, 0, 0)));
    const Box box{float(width) / 4, float(height) / 4, float(width) / 2, float(height) / 2};
    samples.push_back({.path = path,
                       .width_px = width,
                       .height_px = height,
                       .detections = {{box, 0.9F, 1}, {box, 0.1F, 0}},
                       .labels = {{0, box}}});
  }
  return samples;
}

const std::vector<std::string> names = {"RBC", "WBC"};

void finish(DetectionPictures& hook, const test::TemporaryFolder& folder, std::span<const ImageDetections> samples,
            bool final_epoch = true) {
  const Results results;
  hook.on(test::started(folder.path()));
  hook.on(
      Validated{.epoch = 0, .results = results, .samples = samples, .class_names = names, .final_epoch = final_epoch});
}

}  // namespace

TEST_CASE("hooks/detection_pictures: one picture at the end, images made smaller, in a grid of pairs") {
  const test::TemporaryFolder folder;
  const std::string path = folder / "val_detections.jpg";
  auto samples = samples_in(folder, 5, 800, 400);
  samples.insert(samples.begin() + 1,
                 {.path = folder / "gone.png", .width_px = 10, .height_px = 10, .detections = {}, .labels = {}});
  DetectionPictures hook{.tile_px = 320};
  finish(hook, folder, samples, false);
  CHECK_FALSE(std::filesystem::exists(path));
  finish(hook, folder, samples);
  const cv::Mat picture = cv::imread(path);
  CHECK(picture.cols == 2 * (2 * 320 + 2 + 6));
  CHECK(picture.rows == 3 * (160 + 20 + 6));
  // The label (class 0) is on the left one, the detection (class 1) on the right one, at a quarter of the image.
  const auto coloured = [&](int x, int y) {
    const cv::Vec3b pixel = picture.at<cv::Vec3b>(y, x);
    return std::max({pixel[0], pixel[1], pixel[2]}) > 120;
  };
  CHECK(coloured(80, 20 + 60));
  CHECK(coloured(322 + 80, 20 + 60));
  CHECK_FALSE(coloured(40, 20 + 60));
  const Results results;
  CHECK(test::error_of([&] { hook.on(TrainingEnded{.results = results}); }).empty());
}

TEST_CASE("hooks/detection_pictures: small images are enlarged so that names find room") {
  const test::TemporaryFolder folder;
  DetectionPictures hook;
  finish(hook, folder, samples_in(folder, 1, 100, 50));
  const cv::Mat picture = cv::imread(folder / "val_detections.jpg");
  CHECK(picture.cols == 2 * 320 + 2 + 6);
  CHECK(picture.rows == 160 + 20 + 6);
}

TEST_CASE("hooks/detection_pictures: nothing to draw, and a folder that is gone") {
  const test::TemporaryFolder folder;
  DetectionPictures hook;
  finish(hook, folder, {});
  CHECK_FALSE(std::filesystem::exists(folder / "val_detections.jpg"));

  auto samples = samples_in(folder, 1, 1, 1);
  std::filesystem::create_directory(folder / "val_detections.jpg");
  finish(hook, folder, samples);
  const Results results;
  const std::string said = test::error_of([&] { hook.on(TrainingEnded{.results = results}); });
  CHECK(test::one_line(said));
  CHECK(said.starts_with(folder / "val_detections.jpg: could not be saved"));
  CHECK(test::error_of([&] { hook.on(TrainingEnded{.results = results}); }).empty());
}
