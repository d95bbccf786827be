// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A whole validation in small.
#include "test.hpp"

#include <ctyolo/core/error.hpp>
#include <ctyolo/eval/evaluator.hpp>

#include <vector>

using namespace ctyolo;

namespace {

const Box a{0, 0, 100, 100}, b{200, 0, 300, 100}, c{0, 200, 100, 300};

struct EveryPoint {  // the user's own policy of eval/concepts.hpp
  using slot = slot::evaluation;
  static double area(std::span<const double> recall, std::span<const double> precision) {
    double sum = 0;
    for (std::size_t i = 0; i < recall.size(); ++i) sum += (recall[i] - (i > 0 ? recall[i - 1] : 0)) * precision[i];
    return sum;
  }
};
static_assert(Evaluation<EveryPoint>);

template <class E>
void two_images(E& e) {
  e.add(std::vector<Detection>{{a, 0.9f, 0}, {b, 0.8f, 1}, {c, 0.3f, 7}}, std::vector<Label>{{0, a}, {1, b}});
  e.add(std::vector<Detection>{{a, 0.7f, 0}}, std::vector<Label>{{0, a}, {0, b}, {2, c}});
}

}  // namespace

TEST_CASE("eval/evaluator: classes, images, instances, means over the classes with labels") {
  Evaluator<CocoAP> e;
  two_images(e);
  e.add({}, {});  // background
  const Results r = e.results();
  CHECK(r.images == 3);
  CHECK(r.instances == 5);
  REQUIRE(r.classes.size() == 3);  // class 7 has no label
  CHECK(r.classes[0].cls == 0);
  CHECK(r.classes[0].images == 2);
  CHECK(r.classes[0].instances == 3);
  CHECK(r.classes[0].map50 == doctest::Approx(67.0 / 101));  // 2 of 3
  CHECK(r.classes[1].map50 == doctest::Approx(1));
  CHECK(r.classes[2].map50 == 0);
  CHECK(r.map50 == doctest::Approx((67.0 / 101 + 1) / 3));
  CHECK(r.map50_95 == doctest::Approx(r.map50));
  CHECK(r.recall == doctest::Approx((2.0 / 3 + 1) / 3));
  CHECK(r.precision == doctest::Approx(2.0 / 3));  // 1, 1 and 0
}

TEST_CASE("eval/evaluator: default, own policy, merging, resetting") {
  Evaluator e;
  static_assert(std::same_as<decltype(e), Evaluator<Yolov5AP>>);
  CHECK(e.results().map50 == 0);
  two_images(e);
  Evaluator<EveryPoint> own;
  two_images(own);
  CHECK(own.results().classes[0].map50 == doctest::Approx(2.0 / 3));

  Evaluator<> first, second;
  first.add(std::vector<Detection>{{a, 0.9f, 0}, {b, 0.8f, 1}, {c, 0.3f, 7}}, std::vector<Label>{{0, a}, {1, b}});
  second.add(std::vector<Detection>{{a, 0.7f, 0}}, std::vector<Label>{{0, a}, {0, b}, {2, c}});
  first.merge(second);
  const Results x = e.results(), y = first.results();
  CHECK(x.map50 == y.map50);
  CHECK(x.precision == y.precision);
  CHECK(x.images == y.images);
  CHECK(x.instances == y.instances);
  first.reset();
  CHECK(first.results().images == 0);
  CHECK(first.results().classes.empty());
  CHECK_THROWS_AS(e.add({}, std::vector<Label>{{-1, a}}), Error);
  CHECK_THROWS_AS(e.add(std::vector<Detection>{{a, 0.9f, -1}}, {}), Error);
}
