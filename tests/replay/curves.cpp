// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Average precision, and the curves that a validation draws.
#include "../golden_cases/detections.hpp"
#include "kinds.hpp"

#include <ctyolo/eval/average_precision.hpp>
#include <ctyolo/eval/curves.hpp>
#include <ctyolo/eval/evaluator.hpp>
#include <ctyolo/eval/scale_boxes.hpp>

#include <algorithm>

namespace replay {

namespace {

std::vector<ClassMatches> classes_of(const Case& c) {
  const std::vector<int> labels = c.ints("labels", {any});  // of each class
  const std::vector<float> conf = c.floats("conf", {any});
  const auto detections = static_cast<std::int64_t>(conf.size());
  const std::vector<int> cls = c.indices("cls", {detections}, static_cast<std::int64_t>(labels.size()));
  const std::vector<int> correct = c.indices("correct", {detections}, 1 << 10);
  std::vector<ClassMatches> all;
  for (std::size_t k = 0; k < labels.size(); ++k)
    all.push_back({.cls = static_cast<int>(k), .images = 1, .labels = labels[k], .matches = {}});
  for (std::size_t i = 0; i < cls.size(); ++i)
    all[static_cast<std::size_t>(cls[i])].matches.push_back({conf[i], static_cast<CorrectMask>(correct[i])});
  return all;
}

template <class AP>
void per_class(const std::vector<ClassMatches>& seen, Results& results) {
  std::vector<std::int32_t> classes;
  std::vector<double> precision, recall, ap;
  for (const ClassResult& r : ap_per_class<AP>(seen)) {
    classes.push_back(r.cls);
    precision.push_back(r.precision);
    recall.push_back(r.recall);
    const auto of_class = std::find_if(seen.begin(), seen.end(), [&](const ClassMatches& m) { return m.cls == r.cls; });
    std::vector<ScoredMatch> sorted = of_class->matches;
    sort_by_score(sorted);
    const auto each = average_precisions<AP>(sorted, of_class->labels);
    ap.insert(ap.end(), each.begin(), each.end());
  }
  results.add("classes", classes, equal);
  results.add_rows("ap", 10, ap, {Per::one, {1e-9}});
  results.add("precision", precision, {Per::one, {1e-9}});
  results.add("recall", recall, {Per::one, {1e-9}});
}

void average_precision(const Case& c, Results& results) { per_class<Yolov5AP>(classes_of(c), results); }

void average_precision_seed(const Case& c, Results& results) {
  c.borrow("conf", "ap_nc5");
  per_class<SeedAP>(classes_of(c), results);
}

/// The seed's whole validation after suppression.
void validation_seed(const Case& c, Results& results) {
  const std::vector<int> sizes = c.ints("sizes", {any, 2});
  Evaluator<SeedAP> evaluator;
  for (std::size_t k = 0; k < sizes.size() / 2; ++k) {
    const std::string suffix = "." + std::to_string(k);
    const auto height = static_cast<float>(sizes[2 * k]), width = static_cast<float>(sizes[2 * k + 1]);
    std::vector<Detection> found = test::detections_of(c.floats("detections" + suffix, {any, 6}));
    const std::vector<Label> labels = test::labels_in(c.floats("labels" + suffix, {any, 5}), width, height);
    clip_boxes(found, width, height);
    const auto masks = match_seed(found, labels);
    results.add("correct" + suffix, std::vector<std::int32_t>(masks.begin(), masks.end()), equal);
    evaluator.add(found, labels);
  }
  std::vector<ClassMatches> seen;
  for (const auto& [cls, matches] : evaluator.evidence().classes) seen.push_back(matches);
  per_class<SeedAP>(seen, results);
  const auto r = evaluator.results();
  results.add("mean", std::vector<double>{r.precision, r.recall, r.map50, r.map50_95}, {Per::one, {1e-9}});
}

/// pycocotools' average precision.
void coco(const Case& c, Results& results) {
  Evaluator<CocoAP> evaluator;
  const int pictures = c.whole("pictures", 1, 1 << 20);
  for (int k = 0; k < pictures; ++k) {
    const std::string suffix = "." + std::to_string(k);
    evaluator.add(test::detections_of(c.floats("detections" + suffix, {any, 6})),
                  test::labels_of(c.floats("labels" + suffix, {any, 5})));
  }
  std::vector<double> ap;
  for (const auto& [cls, seen] : evaluator.evidence().classes) {
    if (seen.labels <= 0) continue;
    std::vector<ScoredMatch> sorted = seen.matches;
    sort_by_score(sorted);
    const auto each = average_precisions<CocoAP>(sorted, seen.labels);
    ap.insert(ap.end(), each.begin(), each.end());
  }
  const auto all = evaluator.results();
  results.add_rows("ap", 10, ap, {Per::one, {1e-9}});
  results.add("mean", std::vector<double>{all.map50_95, all.map50}, {Per::one, {1e-9}});
}

/// Every ninth of the thousand points: what a file keeps.
void append_points(const std::vector<double>& curve, std::vector<double>& to) {
  for (std::size_t i = 0; i < curve.size(); i += 9) to.push_back(curve[i]);
}

void curves(const Case& c, Results& results) {
  c.borrow("conf", "ap_nc5");
  Evidence seen;
  for (const ClassMatches& m : classes_of(c)) seen.classes[m.cls] = m;
  const auto all = class_curves(seen);
  std::vector<double> precision, recall, f1, at_recall, mean;
  for (const ClassCurves& k : all) {
    append_points(k.precision, precision);
    append_points(k.recall, recall);
    append_points(k.f1, f1);
    if (!seen.classes[k.cls].matches.empty())
      append_points(k.precision_at_recall, at_recall);  // not found: v7.0 does not draw it
  }
  append_points(smoothed(mean_curve(all, &ClassCurves::f1), 51), mean);
  const std::int64_t points = (1000 + 8) / 9;
  const Limit near{Per::one, {1e-12}};
  results.add_rows("precision", points, precision, near);
  results.add_rows("recall", points, recall, near);
  results.add_rows("f1", points, f1, near);
  results.add_rows("precision_at_recall", points, at_recall, near);
  results.add_rows("mean_f1", points, mean, near);
}

}  // namespace

std::vector<Kind> curve_kinds() {
  return {{"ap", average_precision},
          {"ap_seed", average_precision_seed},
          {"validation_seed", validation_seed},
          {"coco", coco},
          {"curves", curves}};
}

}  // namespace replay
