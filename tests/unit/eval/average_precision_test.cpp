// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Average precision: known areas, interpolation, the confidence of the best F1.
#include "test.hpp"

#include <ctyolo/eval/average_precision.hpp>

#include <vector>

using namespace ctyolo;

namespace {

/// `right` correct detections of falling score, then `wrong` ones.
std::vector<ScoredMatch> found(int right, int wrong) {
  std::vector<ScoredMatch> m;
  for (int i = 0; i < right + wrong; ++i)
    m.push_back({1 - static_cast<float>(i) * 0.01f, static_cast<CorrectMask>(i < right ? 0x3FF : 0)});
  return m;
}

template <class AP>
double area(const std::vector<ScoredMatch>& m, int labels) {
  const auto c = precision_recall(m, 0, labels);
  return AP::area(c.recall, c.precision);
}

}  // namespace

TEST_CASE("eval/average_precision: the figures of spec 5.3") {
  CHECK(area<Yolov5AP>(found(1, 0), 10) == doctest::Approx(0.55));
  CHECK(area<Yolov5AP>(found(8, 0), 10) == doctest::Approx(0.90));
  CHECK(area<Yolov5AP>(found(10, 0), 10) == doctest::Approx(0.995));  // falls to 0 within the last hundredth
  CHECK(area<CocoAP>(found(1, 0), 10) == doctest::Approx(11.0 / 101));
  CHECK(area<CocoAP>(found(8, 0), 10) == doctest::Approx(81.0 / 101));
  CHECK(area<CocoAP>(found(10, 0), 10) == 1.0);
  CHECK(area<CocoAP>(found(7, 0), 10) == doctest::Approx(70.0 / 101));  // numpy's 0.7000000000000001 is beyond 7/10
  CHECK(area<SeedAP>(found(1, 0), 10) == doctest::Approx(0.105));
  CHECK(area<SeedAP>(found(8, 0), 10) == doctest::Approx(0.805));
  CHECK(area<SeedAP>(found(10, 0), 10) == doctest::Approx(0.995));
  CHECK(area<SeedAP>(found(0, 5), 10) == 0.0);
  CHECK(area<SeedAP>({}, 10) == 0.0);
  CHECK(area<Yolov5AP>(found(0, 5), 10) == 0.0);
  CHECK(area<CocoAP>(found(0, 5), 10) == 0.0);
  CHECK(area<Yolov5AP>({}, 10) == 0.0);
  CHECK(area<CocoAP>({}, 10) == 0.0);
}

TEST_CASE("eval/average_precision: precision is that of the best later point") {
  // right, wrong, right, of two labels: recall .5 .5 1, precision 1 .5 2/3, envelope 1 2/3 2/3.
  const std::vector<ScoredMatch> m{{0.9f, 1}, {0.8f, 0}, {0.7f, 1}};
  CHECK(area<CocoAP>(m, 2) == doctest::Approx((51 + 50 * 2.0 / 3) / 101));
  // Trapezoids: 1 up to .49; the point at .5 is the last one there, 2/3; then 2/3 up to .99, 0 at 1.
  CHECK(area<Yolov5AP>(m, 2) == doctest::Approx(0.49 + 0.01 * (1 + 2.0 / 3) / 2 + 0.49 * 2 / 3 + 0.01 * (2.0 / 3) / 2));
}

TEST_CASE("eval/average_precision: interpolation as numpy's") {
  const std::vector<double> x{0, 1, 1, 3}, y{5, 6, 8, 0};
  CHECK(interpolate(-1, x, y, 9) == 9);
  CHECK(interpolate(0, x, y, 9) == 5);
  CHECK(interpolate(0.5, x, y, 9) == 5.5);
  CHECK(interpolate(1, x, y, 9) == 8);  // the last of two points
  CHECK(interpolate(2, x, y, 9) == 4);
  CHECK(interpolate(3, x, y, 9) == 0);
  CHECK(interpolate(7, x, y, 9) == 0);
}

TEST_CASE("eval/average_precision: precision and recall at the best mean F1") {
  // 20 right above 0.6, then 60 wrong below 0.4: any confidence between them is best, precision 1, recall 20/25.
  std::vector<ScoredMatch> m;
  for (int i = 0; i < 20; ++i) m.push_back({0.60f + 0.01f * static_cast<float>(i), 0x3FF});
  for (int i = 0; i < 60; ++i) m.push_back({0.10f + 0.005f * static_cast<float>(i), 0});
  const std::vector<ClassMatches> classes{{.cls = 4, .images = 3, .labels = 25, .matches = m}};
  const auto r = ap_per_class<Yolov5AP>(classes);
  REQUIRE(r.size() == 1);
  CHECK(r[0].cls == 4);
  CHECK(r[0].images == 3);
  CHECK(r[0].instances == 25);
  CHECK(r[0].recall == doctest::Approx(0.8).epsilon(0.01));
  CHECK(r[0].precision > 0.9);
  CHECK(r[0].map50 == doctest::Approx(r[0].map50_95));
  CHECK(ap_per_class<CocoAP>(classes)[0].map50 == doctest::Approx(80.0 / 101).epsilon(0.02));
}

TEST_CASE("eval/average_precision: precision and recall at a confidence of the policy's own") {
  const std::vector<ScoredMatch> m{{0.8f, 1}, {0.2f, 1}, {0.05f, 0}, {0.04f, 0}};
  const auto curve = precision_recall(m, 0, 4);
  CHECK(operating_point(m, curve, 0.1).precision == doctest::Approx(2 / 3.0 + (0.1 - 0.05) / 0.15 / 3));  // a line to 2 of 3
  CHECK(operating_point(m, curve, 0.1).recall == 0.5);
  CHECK(operating_point(m, curve, 0.9).precision == 1);
  CHECK(operating_point(m, curve, 0.9).recall == 0.25);  // above the best score: after the first detection
  CHECK(operating_point(m, curve, 0.01).precision == 0.5);
  CHECK(operating_point({}, {}, 0.1).precision == 0);
  const std::vector<ClassMatches> classes{{.cls = 0, .images = 1, .labels = 4, .matches = m}};
  CHECK(ap_per_class<SeedAP>(classes)[0].recall == 0.5);
  CHECK(ap_per_class<SeedAP>(classes)[0].instances == 4);
}

TEST_CASE("eval/average_precision: the curves over confidence") {
  const std::vector<ScoredMatch> m{{0.8f, 1}, {0.4f, 0}};
  const auto c = confidence_curves(m, precision_recall(m, 0, 2));
  CHECK(c.precision[999] == 1.0);  // above all scores
  CHECK(c.recall[999] == 0.0);
  CHECK(c.precision[0] == 0.5);    // below all
  CHECK(c.recall[0] == 0.5);
  CHECK(c.precision[600] == doctest::Approx(0.5 + 0.5 * (600.0 / 999 - 0.4) / 0.4));  // between, a line
  const auto none = confidence_curves({}, {});
  CHECK(none.precision[999] == 0.0);
  CHECK(best_mean_f1({}) == 0);
}

TEST_CASE("eval/average_precision: a class that is never found counts with zeros") {
  const std::vector<ClassMatches> classes{{.cls = 0, .images = 1, .labels = 2, .matches = found(2, 0)},
                                          {.cls = 1, .images = 1, .labels = 3, .matches = {}}};
  const auto r = ap_per_class<Yolov5AP>(classes);
  REQUIRE(r.size() == 2);
  CHECK(r[0].map50 == doctest::Approx(0.995));
  CHECK(r[1].map50 == 0);
  CHECK(r[1].precision == 0);
  CHECK(r[1].recall == 0);
}
