// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#include "temporary_folder.hpp"
#include "../test.hpp"
#include "sample_events.hpp"

#include <ctyolo/hooks/draw.hpp>
#include <ctyolo/hooks/validation_plots.hpp>

using namespace ctyolo;

namespace {

const std::vector<std::string> names = {"RBC", "WBC", "Platelets"};

Evidence some_evidence() {
  Evidence seen;
  seen.classes[0] = {.cls = 0, .images = 1, .labels = 4, .matches = {{0.9F, 1023}, {0.8F, 1023}, {0.7F, 0}, {0.6F, 1}}};
  seen.classes[2] = {.cls = 2, .images = 1, .labels = 1, .matches = {{0.5F, 1}}};
  const Box a{0, 0, 10, 10}, b{50, 50, 60, 60};
  for (int i = 0; i < 3; ++i) seen.confusion.add(std::vector<Detection>{{a, 0.9F, 0}}, std::vector<Label>{{0, a}});
  seen.confusion.add(std::vector<Detection>{{a, 0.9F, 2}, {b, 0.5F, 1}}, std::vector<Label>{{0, a}});
  return seen;
}

int pixels_of(const cv::Mat& picture, const cv::Scalar& colour) {
  cv::Mat same;
  cv::inRange(picture, colour, colour, same);
  return cv::countNonZero(same);
}

}  // namespace

TEST_CASE("hooks/validation_plots: a line a class in its colour, and the mean; grey from 21 classes on") {
  const auto curves = class_curves(some_evidence());
  const cv::Mat picture = draw_over_confidence(curves, &ClassCurves::recall, "recall", names);
  CHECK(pixels_of(picture, class_colour(0)) > 300);
  CHECK(pixels_of(picture, class_colour(1)) == 0);
  CHECK(pixels_of(picture, class_colour(2)) > 300);
  const cv::Scalar mean(255, 0, 0), grey(190, 190, 190);
  CHECK(pixels_of(picture, mean) > 1000);
  const cv::Mat pr = draw_precision_recall(curves, test::some_results(), names);
  CHECK(pixels_of(pr, class_colour(2)) > 300);
  CHECK(pixels_of(pr, mean) > 1000);

  Evidence many;
  for (int c = 0; c < 21; ++c) many.classes[c] = {.cls = c, .images = 1, .labels = 2, .matches = {{0.9F - 0.04F * float(c), 1}}};
  const cv::Mat crowd = draw_over_confidence(class_curves(many), &ClassCurves::recall, "recall", {});
  CHECK(pixels_of(crowd, class_colour(3)) == 0);
  CHECK(pixels_of(crowd, grey) > 400);
  CHECK_FALSE(draw_over_confidence({}, &ClassCurves::f1, "F1", {}).empty());
}

TEST_CASE("hooks/validation_plots: a confusion matrix has the parts of each column") {
  ConfusionMatrix matrix = some_evidence().confusion;
  const cv::Mat picture = draw_confusion(matrix, names);
  // Three quarters of class 0 were found as class 0, one quarter as class 2; the surplus is all class 1.
  CHECK(pixels_of(picture, detail::cell_colour(0.75)) > 5000);
  CHECK(pixels_of(picture, detail::cell_colour(0.25)) > 5000);
  CHECK(pixels_of(picture, detail::cell_colour(1)) > 5000);
  for (int c = 0; c < 100; ++c) matrix.add({}, std::vector<Label>{{c, {0, 0, 1, 1}}});
  for (const std::size_t classes : {1U, 40U, 150U}) CHECK_FALSE(draw_confusion(matrix, std::vector<std::string>(classes, "a long name")).empty());
}

TEST_CASE("hooks/validation_plots: five files, after the last validation only") {
  const test::TemporaryFolder folder;
  const Results results = test::some_results();
  const Evidence seen = some_evidence(), nothing;
  const auto files = {"PR_curve.png", "F1_curve.png", "P_curve.png", "R_curve.png", "confusion_matrix.png"};
  ValidationPlots hook;
  hook.on(test::started(folder.path()));
  Validated e{.epoch = 0, .results = results, .samples = {}, .class_names = names, .final_epoch = true};
  hook.on(e);  // without evidence
  e.evidence = &seen;
  e.final_epoch = false;
  hook.on(e);
  for (const char* file : files) CHECK_FALSE(std::filesystem::exists(folder / file));
  e.final_epoch = true;
  hook.on(e);
  for (const char* file : files) CHECK_MESSAGE(!cv::imread(folder / file).empty(), file);

  const test::TemporaryFolder other;  // as a validation outside of a training
  ValidationPlots named{.folder = other.path()};
  named.on(e);
  CHECK(std::filesystem::exists(other / "PR_curve.png"));
  e.evidence = &nothing;
  ValidationPlots gone{.folder = other / "gone"};
  gone.on(e);
  CHECK(test::contains(test::error_of([&] { gone.on(TrainingEnded{.results = results}); }), "gone/confusion_matrix.png"));
}
