// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Suppression, matching and average precision against YOLOv5's own answers (tests/golden/README.md).
#include "test.hpp"

#include "../../golden_cases/detections.hpp"
#include "golden.hpp"

#include <ctyolo/eval/average_precision.hpp>
#include <ctyolo/eval/evaluator.hpp>
#include <ctyolo/eval/matching.hpp>
#include <ctyolo/eval/nms.hpp>
#include <ctyolo/eval/scale_boxes.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

using namespace ctyolo;
using test::candidates_of, test::detections_of, test::Golden, test::labels_in, test::labels_of;

namespace {

void check_nms(const std::string& name, bool merge = false) {
  CAPTURE(name);
  const Golden golden(name);
  const NmsOptions options{.conf = golden.number("conf"),
                           .iou = golden.number("iou"),
                           .multi_label = golden.number("multi_label") != 0,
                           .agnostic = golden.number("agnostic") != 0,
                           .max_detections = static_cast<int>(golden.number("max_detections")),
                           .merge = merge};
  const std::vector<Detection> kept = detections_of(golden.floats("kept"));
  const std::vector<Detection> got =
      nms(candidates_of(golden.floats("rows"), static_cast<std::size_t>(golden.number("nc")), options), options);
  REQUIRE(kept.size() > 10);
  REQUIRE(got.size() == kept.size());
  const auto differ = [](float a, float b, float by) { return !(std::abs(a - b) <= by); };
  std::size_t other = 0;
  for (std::size_t i = 0; i < got.size(); ++i) {
    const Box &a = got[i].xyxy_px, &b = kept[i].xyxy_px;
    other += got[i].cls != kept[i].cls || differ(got[i].score, kept[i].score, 1e-6f) || differ(a.x1, b.x1, 1e-3f) ||
             differ(a.y1, b.y1, 1e-3f) || differ(a.x2, b.x2, 1e-3f) || differ(a.y2, b.y2, 1e-3f);
  }
  CHECK(other == 0);
}

void check_close(const std::vector<double>& got, const std::vector<double>& recorded) {
  REQUIRE(got.size() == recorded.size());
  for (std::size_t i = 0; i < got.size(); ++i) {
    INFO(i, ": ", got[i], ", recorded ", recorded[i]);
    CHECK(std::abs(got[i] - recorded[i]) <= 1e-9);
  }
}

/// @param inputs  the case that holds them
template <class AP = Yolov5AP>
void check_average_precision(const std::string& name, const std::string& inputs) {
  CAPTURE(name);
  const Golden golden(name), seen(inputs);
  const std::vector<int> labels = seen.ints("labels"), cls = seen.ints("cls"), correct = seen.ints("correct");
  const std::vector<float> conf = seen.floats("conf");
  REQUIRE(cls.size() == conf.size());
  REQUIRE(correct.size() == conf.size());
  std::vector<ClassMatches> classes;
  for (std::size_t c = 0; c < labels.size(); ++c)
    classes.push_back({.cls = static_cast<int>(c), .images = 1, .labels = labels[c], .matches = {}});
  for (std::size_t i = 0; i < cls.size(); ++i)
    classes.at(static_cast<std::size_t>(cls[i])).matches.push_back({conf[i], static_cast<CorrectMask>(correct[i])});

  std::vector<int> found;
  std::vector<double> precision, recall, each, map50, map50_95;
  for (const ClassResult& r : ap_per_class<AP>(classes)) {
    found.push_back(r.cls);
    precision.push_back(r.precision);
    recall.push_back(r.recall);
    map50.push_back(r.map50);
    map50_95.push_back(r.map50_95);
    const ClassMatches& c = classes.at(static_cast<std::size_t>(r.cls));
    std::vector<ScoredMatch> sorted = c.matches;
    sort_by_score(sorted);
    const auto ap = average_precisions<AP>(sorted, c.labels);
    each.insert(each.end(), ap.begin(), ap.end());
  }
  REQUIRE(found == golden.ints("classes"));
  const std::vector<double> ap = golden.doubles("ap");  // [C,10]
  REQUIRE(ap.size() == 10 * found.size());
  std::vector<double> first, mean(found.size());
  for (std::size_t i = 0; i < ap.size(); ++i) {
    if (i % 10 == 0) first.push_back(ap[i]);
    mean[i / 10] += ap[i] / 10;
  }
  check_close(each, ap);
  check_close(map50, first);
  check_close(map50_95, mean);
  check_close(precision, golden.doubles("precision"));
  check_close(recall, golden.doubles("recall"));
}

}  // namespace

TEST_CASE("eval/golden: nms is v7.0's non_max_suppression") {
  SUBCASE("as val.py") { check_nms("nms_nc3_val"); }
  SUBCASE("as detect.py") { check_nms("nms_nc3_detect"); }
  SUBCASE("agnostic") { check_nms("nms_nc3_agnostic"); }
  SUBCASE("few are kept") { check_nms("nms_nc3_few"); }
  SUBCASE("one class, as val.py") { check_nms("nms_nc1_val"); }
  SUBCASE("one class, as detect.py") { check_nms("nms_nc1_detect"); }
}

TEST_CASE("eval/golden: nms with merge is the seed's non_max_suppression with merge") {
  SUBCASE("as test.py") { check_nms("policies_merge_val", true); }
  SUBCASE("as detect.py") { check_nms("policies_merge_detect", true); }
  SUBCASE("agnostic") { check_nms("policies_merge_agnostic", true); }
}

TEST_CASE("eval/golden: match_detections is v7.0's process_batch") {
  const Golden golden("matching");
  for (int picture = 0; picture < 5; ++picture) {
    CAPTURE(picture);
    const std::string suffix = "." + std::to_string(picture);
    const std::vector<Label> labels = labels_of(golden.floats("labels" + suffix));
    const auto got = match_detections(detections_of(golden.floats("detections" + suffix)), labels);
    const std::vector<int> correct = golden.ints("correct" + suffix);
    CHECK(std::any_of(correct.begin(), correct.end(), [](int mask) { return mask != 0; }));
    CHECK(std::vector<int>(got.begin(), got.end()) == correct);
  }
}

TEST_CASE("eval/golden: ap_per_class is v7.0's") {
  SUBCASE("one class never found, one without labels") { check_average_precision("ap_nc5", "ap_nc5"); }
  SUBCASE("one class") { check_average_precision("ap_nc1", "ap_nc1"); }
}

TEST_CASE("eval/golden: ap_per_class with SeedAP is the seed's") {
  SUBCASE("one class never found, one by low scores only") { check_average_precision<SeedAP>("ap_seed_nc5", "ap_nc5"); }
  SUBCASE("one class") { check_average_precision<SeedAP>("ap_seed_nc1", "ap_nc1"); }
}

TEST_CASE("eval/golden: matching, clipping and summing up with SeedAP are the seed's test.py") {
  const Golden golden("validation_seed");
  const std::vector<int> sizes = golden.ints("sizes");  // [pictures,2] height, width
  Evaluator<SeedAP> seed;
  Evaluator<Yolov5AP> later;
  int clipped = 0;
  for (std::size_t picture = 0; picture < sizes.size() / 2; ++picture) {
    CAPTURE(picture);
    const std::string suffix = "." + std::to_string(picture);
    const auto height = static_cast<float>(sizes[2 * picture]), width = static_cast<float>(sizes[2 * picture + 1]);
    const std::vector<Label> labels = labels_in(golden.floats("labels" + suffix), width, height);
    std::vector<Detection> found = detections_of(golden.floats("detections" + suffix));
    const auto as_found = match_seed(found, labels);
    clip_boxes(found, width, height);
    const auto got = match_seed(found, labels);
    CHECK(std::vector<int>(got.begin(), got.end()) == golden.ints("correct" + suffix));
    clipped += got != as_found;
    seed.add(found, labels);
    later.add(found, labels);
  }
  CHECK(clipped > 0);  // the case tells whether boxes are clipped
  const Results r = seed.results();
  std::vector<int> classes;
  std::vector<double> precision, recall, ap;
  for (const ClassResult& c : r.classes) {
    classes.push_back(c.cls);
    precision.push_back(c.precision);
    recall.push_back(c.recall);
    const ClassMatches& seen = seed.evidence().classes.at(c.cls);
    std::vector<ScoredMatch> sorted = seen.matches;
    sort_by_score(sorted);
    const auto each = average_precisions<SeedAP>(sorted, seen.labels);
    ap.insert(ap.end(), each.begin(), each.end());
  }
  CHECK(classes == golden.ints("classes"));
  check_close(ap, golden.doubles("ap"));
  check_close(precision, golden.doubles("precision"));
  check_close(recall, golden.doubles("recall"));
  check_close({r.precision, r.recall, r.map50, r.map50_95}, golden.doubles("mean"));
  CHECK(std::abs(r.map50_95 - later.results().map50_95) > 1e-3);  // the case tells the two apart
}

TEST_CASE("eval/golden: CocoAP is pycocotools'") {
  const Golden golden("coco");
  Evaluator<CocoAP> coco;
  Evaluator<Yolov5AP> yolov5;
  for (int picture = 0; picture < static_cast<int>(golden.number("pictures")); ++picture) {
    const std::string suffix = "." + std::to_string(picture);
    const std::vector<Label> labels = labels_of(golden.floats("labels" + suffix));
    const std::vector<Detection> found = detections_of(golden.floats("detections" + suffix));
    coco.add(found, labels);
    yolov5.add(found, labels);
  }
  const std::vector<double> ap = golden.doubles("ap"), mean = golden.doubles("mean");  // [classes,10]; .5:.95 and .5
  const Results r = coco.results();
  REQUIRE(r.classes.size() * 10 == ap.size());
  for (std::size_t c = 0; c < r.classes.size(); ++c) {
    CAPTURE(c);
    double sum = 0;
    for (std::size_t t = 0; t < 10; ++t) sum += ap[c * 10 + t];
    CHECK(std::abs(r.classes[c].map50 - ap[c * 10]) <= 1e-9);
    CHECK(std::abs(r.classes[c].map50_95 - sum / 10) <= 1e-9);
  }
  CHECK(std::abs(r.map50 - mean[1]) <= 1e-9);
  CHECK(std::abs(r.map50_95 - mean[0]) <= 1e-9);
  CHECK(std::abs(r.map50_95 - yolov5.results().map50_95) > 1e-3);  // the case tells the two apart
}
