// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Decoded boxes against those of both YOLOv5s' own Detect (tests/golden/README.md).
#include "test.hpp"

#include "../../golden_cases/decoded.hpp"
#include "../../golden_cases/heads.hpp"
#include "golden.hpp"
#include "golden_numbers.hpp"

#include <ctyolo/eval/nms.hpp>

#include <algorithm>
#include <cmath>

using namespace ctyolo;

namespace {

constexpr double limit = 1e-6;  // of the largest number of the column

void check(const std::string& name) {
  const test::Golden golden(name);
  const auto classes = static_cast<std::size_t>(golden.number("classes"));
  const HeadSetup setup = test::head_setup(static_cast<int>(classes), golden.floats("anchors"), golden.ints("strides"));
  std::vector<std::vector<float>> logits;
  for (std::size_t l = 0; l < setup.strides_px.size(); ++l) logits.push_back(golden.floats("raw." + std::to_string(l)));
  std::vector<HeadView<const float>> raw;
  for (std::size_t l = 0; l < logits.size(); ++l)
    raw.push_back(test::dense<const float>(logits[l].data(), golden.shape("raw." + std::to_string(l))));
  const std::vector<std::int64_t> shape = golden.shape("decoded");  // [N,boxes,5+nc]
  const std::vector<float> expected = golden.floats("decoded");
  const std::size_t columns = 5 + classes;
  REQUIRE(static_cast<std::size_t>(shape[2]) == columns);

  std::vector<float> found;
  for (int image = 0; image < raw[0].images; ++image) test::add_decoded(raw, image, setup, found);
  REQUIRE(found.size() == expected.size());
  std::vector<double> largest(columns), worst(columns);
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const double off = std::abs(static_cast<double>(found[i]) - static_cast<double>(expected[i]));
    largest[i % columns] = std::max(largest[i % columns], std::abs(static_cast<double>(expected[i])));
    worst[i % columns] = std::isnan(off) ? INFINITY : std::max(worst[i % columns], off);
  }
  for (std::size_t k = 0; k < columns; ++k) {
    CAPTURE(k);
    CHECK(worst[k] <= limit * largest[k]);
  }

  // The same boxes on the way to suppression, with their scores.
  const auto boxes = static_cast<std::size_t>(shape[1]);
  for (int image = 0; image < raw[0].images; ++image) {
    CAPTURE(image);
    const auto all = candidates(raw, image, setup, {.conf = 0});
    REQUIRE(all.size() == boxes * classes);
    double corner = 0, score = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const float* row = &expected[(static_cast<std::size_t>(image) * boxes + i / classes) * columns];
      const std::size_t cls = i % classes;
      REQUIRE(static_cast<std::size_t>(all[i].cls) == cls);
      const Box& b = all[i].xyxy_px;
      for (const float off : {b.x1 - (row[0] - row[2] / 2), b.y1 - (row[1] - row[3] / 2), b.x2 - (row[0] + row[2] / 2),
                              b.y2 - (row[1] + row[3] / 2)})
        corner = std::max(corner, static_cast<double>(std::abs(off)));
      score = std::max(score, static_cast<double>(std::abs(all[i].score - row[4] * row[5 + cls])));
    }
    CHECK(corner <= limit * std::max(largest[2], largest[3]));
    CHECK(score <= limit);
  }
}

}  // namespace

TEST_CASE("eval/golden_decode: boxes are those of v7.0's Detect") { check("decoded_v7"); }
TEST_CASE("eval/golden_decode: boxes are those of the seed's Detect") { check("decoded_seed"); }
