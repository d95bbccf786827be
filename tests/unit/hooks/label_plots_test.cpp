// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#include "temporary_folder.hpp"
#include "../test.hpp"
#include "sample_events.hpp"

#include <ctyolo/hooks/draw.hpp>
#include <ctyolo/hooks/label_plots.hpp>

using namespace ctyolo;

namespace {

const std::vector<std::string> names = {"RBC", "WBC", "Platelets"};

int pixels_of(const cv::Mat& picture, const cv::Scalar& colour) {
  cv::Mat same;
  cv::inRange(picture, colour, colour, same);
  return cv::countNonZero(same);
}

ImageRecord image(std::vector<Target> labels) {
  ImageRecord r;
  r.labels = std::move(labels);
  return r;
}

}  // namespace

TEST_CASE("hooks/label_plots: bars of the classes' counts, and every other chart has its boxes") {
  const std::vector<ImageRecord> records = {
      image({{0, 0, 0.5F, 0.5F, 0.1F, 0.1F}, {0, 0, 0.2F, 0.5F, 0.1F, 0.1F}, {0, 0, 0.5F, 0.9F, 0.1F, 0.2F}, {0, 1, 0.8F, 0.5F, 0.6F, 0.5F}}),
      image({})};
  const cv::Mat picture = draw_label_charts(records, names);
  const cv::Size tile(picture.cols / 2, picture.rows / 2);
  const cv::Mat histogram = picture(cv::Rect({0, 0}, tile));
  const int first = pixels_of(histogram, class_colour(0)), second = pixels_of(histogram, class_colour(1));
  CHECK(second > 1000);
  CHECK(double(first) / second == doctest::Approx(3).epsilon(0.02));
  CHECK(pixels_of(histogram, class_colour(2)) == 0);
  const cv::Mat boxes = picture(cv::Rect({tile.width, 0}, tile));
  CHECK(pixels_of(boxes, class_colour(1)) > 900);  // four sides of about 300 and 250 px, less what others cover
  const cv::Mat none = draw_label_charts(std::span(records).last(1), names);
  for (const cv::Point corner : {cv::Point(0, tile.height), cv::Point(tile.width, tile.height)}) {
    cv::Mat differs;
    cv::compare(picture(cv::Rect(corner, tile)).clone().reshape(1), none(cv::Rect(corner, tile)).clone().reshape(1), differs, cv::CMP_NE);
    CHECK(cv::countNonZero(differs) > 20);
  }
}

TEST_CASE("hooks/label_plots: many classes, many labels, classes without a name") {
  std::vector<Target> many;
  for (int i = 0; i < 50'000; ++i) many.push_back({0, i % 200, 0.5F, 0.5F, 0.1F, 0.1F});
  const std::vector<ImageRecord> records = {image(std::move(many))};
  CHECK_FALSE(draw_label_charts(records, std::vector<std::string>(200, "class")).empty());
  CHECK_FALSE(draw_label_charts(records, {}).empty());
}

TEST_CASE("hooks/label_plots: when a training starts, but not when it goes on") {
  const test::TemporaryFolder folder;
  const std::vector<ImageRecord> records = {image({{0, 0, 0.5F, 0.5F, 0.1F, 0.1F}})};
  LabelPlots hook;
  TrainingStarted e = test::started(folder.path());
  hook.on(e);  // nothing is known of the labels
  e.train_records = records;
  e.resumed = true;
  hook.on(e);
  CHECK_FALSE(std::filesystem::exists(folder / "labels.png"));
  e.resumed = false;
  hook.on(e);
  CHECK_FALSE(cv::imread(folder / "labels.png").empty());
}
