// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Tests of data/sampling/*.hpp.
#include "fixture.hpp"

#include <ctyolo/data/sampling/rect_batches.hpp>
#include <ctyolo/data/sampling/shuffled.hpp>

#include <algorithm>

using namespace ctyolo;
using namespace ctyolo::test;

namespace {
std::vector<ImageRecord> images(const std::vector<std::pair<int, int>>& sizes) {
  std::vector<ImageRecord> records(sizes.size());
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    records[i].width_px = sizes[i].first;
    records[i].height_px = sizes[i].second;
  }
  return records;
}
}  // namespace

TEST_CASE("data/sampling/in_order: by name, square") {
  const auto records = images({{10, 20}, {20, 10}, {30, 30}});
  const SamplingInput input{records, 2, 320, 32, 0};
  const auto order = InOrder{}.order(input, 7);
  CHECK(order == std::vector<int>{0, 1, 2});
  CHECK(InOrder{}.shapes(input, order) == std::vector<BatchShape>{{320, 320}, {320, 320}});
}

TEST_CASE("data/sampling/shuffled: every image once, another order each epoch and seed, the same when asked again") {
  const auto records = images(std::vector<std::pair<int, int>>(100, {10, 10}));
  SamplingInput input{records, 16, 320, 32, 1};
  auto order = Shuffled{}.order(input, 0);
  CHECK(order == Shuffled{}.order(input, 0));
  CHECK(order != Shuffled{}.order(input, 1));
  input.seed = 2;
  CHECK(order != Shuffled{}.order(input, 0));
  CHECK(Shuffled{}.shapes(input, order).size() == 7);
  std::sort(order.begin(), order.end());
  CHECK(order == InOrder{}.order(input, 0));
}

TEST_CASE("data/sampling/shuffled: each place sees each image equally often") {
  const auto records = images(std::vector<std::pair<int, int>>(5, {10, 10}));
  int seen[5][5] = {};
  for (int epoch = 0; epoch < 5000; ++epoch) {
    const auto order = Shuffled{}.order({records, 1, 32, 32, 3}, epoch);
    for (std::size_t i = 0; i < 5; ++i) ++seen[i][order[i]];
  }
  for (const auto& row : seen) {
    for (const int count : row) CHECK(std::abs(count - 1000) < 150);
  }
}

TEST_CASE("data/sampling/rect_batches: sorted by aspect ratio, as little border as possible") {
  // height / width: 2, 0.5, 1, 0.75, 0.5, 4/3
  const auto records = images({{100, 200}, {200, 100}, {100, 100}, {400, 300}, {100, 50}, {300, 400}});
  SamplingInput input{records, 2, 640, 32, 0};
  const auto order = RectBatches<>{}.order(input, 0);
  CHECK(order == std::vector<int>{1, 4, 3, 2, 5, 0});
  SUBCASE("validation: half a stride of border") {
    CHECK(RectBatches<0.5>{}.shapes(input, order) == std::vector<BatchShape>{{352, 672}, {672, 672}, {672, 512}});
  }
  SUBCASE("training: none") {
    CHECK(RectBatches<0.0>{}.shapes(input, order) == std::vector<BatchShape>{{320, 640}, {640, 640}, {640, 480}});
  }
  SUBCASE("sides are whole strides") {
    input.img_px = 333;
    for (const BatchShape& shape : RectBatches<0.5>{}.shapes(input, order)) {
      CHECK(shape.height_px % 32 == 0);
      CHECK(shape.width_px % 32 == 0);
    }
  }
  SUBCASE("the last batch may be smaller") {
    input.batch = 4;
    CHECK(RectBatches<0.0>{}.shapes(input, order) == std::vector<BatchShape>{{640, 640}, {640, 480}});
  }
}
