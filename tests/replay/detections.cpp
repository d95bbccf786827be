// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Decoding, suppression, matching, confusion.
#include "../golden_cases/decoded.hpp"
#include "../golden_cases/detections.hpp"
#include "../golden_cases/heads.hpp"
#include "kinds.hpp"

#include <ctyolo/eval/confusion.hpp>
#include <ctyolo/eval/matching.hpp>
#include <ctyolo/eval/nms.hpp>

#include <algorithm>

namespace replay {

namespace {

void decoded(const Case& c, Results& results) {
  const int classes = c.whole("classes", 1, 1 << 20);
  const std::vector<int> strides = c.ints("strides", {any});
  if (strides.empty()) fail(c.path(), ": tensor strides: expected one a level, found none");
  const auto levels = static_cast<std::int64_t>(strides.size());
  const std::vector<float> anchors = c.floats("anchors", {levels, any, 2});
  const HeadSetup setup = test::head_setup(classes, anchors, strides);
  std::vector<std::vector<float>> logits;
  std::vector<HeadView<const float>> raw;
  std::int64_t images = any, boxes = 0;
  for (std::size_t l = 0; l < strides.size(); ++l) {
    const std::string name = "raw." + std::to_string(l);
    logits.push_back(c.floats(name, {images, static_cast<std::int64_t>(setup.anchors[l].size()), any, any, 5 + classes}));
    const Sides sides = c.sides(name);
    images = sides[0];
    boxes += sides[1] * sides[2] * sides[3];
    raw.push_back(test::dense<const float>(logits.back().data(), sides));
  }
  std::vector<float> rows;
  for (int image = 0; image < images; ++image) test::add_decoded(raw, image, setup, rows);
  results.add("decoded", {images, boxes, 5 + classes}, rows, {Per::column, {1e-6}});
}

template <bool Merge>
void suppression(const Case& c, Results& results) {
  const NmsOptions options{.conf = c.number("conf"),
                           .iou = c.number("iou"),
                           .multi_label = c.number("multi_label", 1) != 0,
                           .agnostic = c.number("agnostic", 0) != 0,
                           .max_detections = c.whole("max_detections", 0, 1 << 24, 300),
                           .merge = Merge};
  const int classes = c.whole("nc", 1, 1 << 20);
  const auto rows = c.floats("rows", {any, 5 + classes});
  // corners in px, score, class
  results.add_rows("kept", 6, test::rows_of(nms(test::candidates_of(rows, static_cast<std::size_t>(classes), options), options)),
                   {Per::one, {1e-3, 1e-3, 1e-3, 1e-3, 1e-6, 0}});
}

/// Calls f(".k", detections, labels) of every picture. The detections of a picture are by falling score.
template <class F>
void each_picture(const Case& c, F&& f) {
  if (!c.has("detections.0")) c.floats("detections.0", {any, 6});
  for (int k = 0; c.has("detections." + std::to_string(k)); ++k) {
    const std::string suffix = "." + std::to_string(k);
    const auto detections = test::detections_of(c.floats("detections" + suffix, {any, 6}));
    f(suffix, detections, test::labels_of(c.floats("labels" + suffix, {any, 5})));
  }
}

void matching(const Case& c, Results& results) {
  each_picture(c, [&](const std::string& suffix, const auto& detections, const auto& labels) {
    const auto masks = match_detections(detections, labels);
    results.add("correct" + suffix, std::vector<std::int32_t>(masks.begin(), masks.end()), equal);
  });
}

constexpr int most_classes = 1000;

void confusion(const Case& c, Results& results) {
  c.borrow("detections.0", "matching");
  int classes = 0;
  each_picture(c, [&](const std::string&, const auto& detections, const auto& labels) {
    for (const Detection& d : detections) classes = std::max(classes, d.cls + 1);
    for (const Label& l : labels) classes = std::max(classes, l.cls + 1);
  });
  if (classes > most_classes)
    fail(c.path(), ": tensors detections, labels: expected at most ", most_classes, " classes, found ", classes);
  classes = c.whole("nc", classes, most_classes, classes);
  each_picture(c, [&](const std::string& suffix, const auto& detections, const auto& labels) {
    ConfusionMatrix m;
    m.add(detections, labels);
    std::vector<std::int32_t> matrix;  // [found, labelled], the background last
    const auto cls = [&](int at) { return at == classes ? ConfusionMatrix::background : at; };
    for (int found = 0; found <= classes; ++found)
      for (int labelled = 0; labelled <= classes; ++labelled)
        matrix.push_back(static_cast<std::int32_t>(m.count(cls(found), cls(labelled))));
    results.add_rows("matrix" + suffix, classes + 1, matrix, equal);
  });
}

}  // namespace

std::vector<Kind> detection_kinds() {
  return {{"decoded", decoded},
          {"nms", suppression<false>},
          {"merge", suppression<true>},
          {"matching", matching},
          {"confusion", confusion}};
}

}  // namespace replay
