// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Order and frames of rectangular batches are those of v7.0's LoadImagesAndLabels (tests/golden/README.md).
#include "test.hpp"

#include "golden.hpp"

#include <ctyolo/data/sampling/rect_batches.hpp>

using namespace ctyolo;

namespace {

template <Real Pad>
void check(const test::Golden& golden, const std::string& k, const SamplingInput& input) {
  const RectBatches<Pad> batches;
  const std::vector<int> order = batches.order(input, 0);
  CHECK(order == golden.ints(k + ".order"));
  std::vector<int> sides;
  for (const BatchShape& s : batches.shapes(input, order)) sides.insert(sides.end(), {s.height_px, s.width_px});
  CHECK(sides == golden.ints(k + ".shapes"));
}

}  // namespace

TEST_CASE("data/sampling/rect_batches: order and shapes are v7.0's, to the last picture") {
  const test::Golden golden("rect_batches");
  const std::vector<int> sizes = golden.ints("sizes");
  std::vector<ImageRecord> all(sizes.size() / 2);
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i].width_px = sizes[2 * i];
    all[i].height_px = sizes[2 * i + 1];
  }
  for (int i = 0; i < 14; ++i) {
    CAPTURE(i);
    const std::string k = std::to_string(i);
    const std::vector<int> setup = golden.ints(k + ".setup");  // pictures, batch, longest side, stride
    const SamplingInput input{.images = std::span(all).first(static_cast<std::size_t>(setup.at(0))),
                              .batch = setup.at(1),
                              .img_px = setup.at(2),
                              .stride_px = setup.at(3)};
    const double pad = golden.doubles(k + ".pad").at(0);
    REQUIRE((pad == 0 || pad == 0.5));
    if (pad == 0) check<0.0>(golden, k, input);
    else check<0.5>(golden, k, input);
  }
}
