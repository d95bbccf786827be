// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#include "golden.hpp"
#include "test.hpp"

#include "../../golden_cases/detections.hpp"

#include <ctyolo/eval/confusion.hpp>

#include <cstddef>
#include <string>
#include <vector>

using namespace ctyolo;

namespace {

constexpr int background = ConfusionMatrix::background;
const Box a{0, 0, 100, 100}, b{200, 0, 300, 100};
Box moved(const Box& box, float right) { return {box.x1 + right, box.y1, box.x2 + right, box.y2}; }

std::int64_t total(const ConfusionMatrix& m) {
  std::int64_t sum = 0;
  for (const auto& [classes, count] : m.counts()) sum += count;
  return sum;
}

}  // namespace

TEST_CASE("eval/confusion: pairs by overlap, not by class; the rest pairs with the background") {
  ConfusionMatrix m;
  m.add(std::vector<Detection>{{moved(a, 20), 0.9F, 0}, {a, 0.5F, 2}, {moved(b, 40), 0.4F, 1}, {b, 0.25F, 1}},
        std::vector<Label>{{0, a}, {1, b}});
  CHECK(m.count(2, 0) == 1);           // the better overlap, though the lower score
  CHECK(m.count(0, background) == 1);  // so this one is left
  CHECK(m.count(background, 1) == 1);  // overlaps .43; a score of .25 is not above .25
  CHECK(m.count(1, background) == 1);
  CHECK(total(m) == 4);
  CHECK(m.count(0, 0) == 0);
}

TEST_CASE("eval/confusion: images without labels, without detections, without a pair; merging") {
  ConfusionMatrix first, second;
  first.add(std::vector<Detection>{{a, 0.9F, 0}}, {});
  first.add({}, std::vector<Label>{{1, a}, {1, b}});
  first.add({}, {});
  second.add(std::vector<Detection>{{a, 0.9F, 0}}, std::vector<Label>{{0, b}});
  second.merge(first);
  CHECK(second.count(0, background) == 2);
  CHECK(second.count(background, 1) == 2);
  CHECK(second.count(background, 0) == 1);
  CHECK(total(second) == 5);
}

TEST_CASE("eval/confusion: is v7.0's ConfusionMatrix") {
  const test::Golden inputs("matching"), golden("confusion");
  for (int picture = 0; picture < 5; ++picture) {
    CAPTURE(picture);
    const std::string suffix = "." + std::to_string(picture);
    ConfusionMatrix m;
    m.add(test::detections_of(inputs.floats("detections" + suffix)), test::labels_of(inputs.floats("labels" + suffix)));
    const std::vector<int> matrix = golden.ints("matrix" + suffix);
    REQUIRE(matrix.size() == 16);
    const auto cls = [](int at) { return at == 3 ? background : at; };
    std::int64_t sum = 0;
    for (int i = 0; i < 16; ++i) {
      CAPTURE(i);
      CHECK(m.count(cls(i / 4), cls(i % 4)) == matrix[static_cast<std::size_t>(i)]);
      sum += matrix[static_cast<std::size_t>(i)];
    }
    CHECK(total(m) == sum);
    CHECK(sum > 0);
  }
}
