// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Rectangular batches.
#include "kinds.hpp"

#include <ctyolo/data/sampling/rect_batches.hpp>

#include <span>

namespace replay {

namespace {

template <Real Pad>
void group(const SamplingInput& input, const std::string& k, Results& results) {
  const RectBatches<Pad> batches;
  const std::vector<int> order = batches.order(input, 0);
  std::vector<std::int32_t> sides;
  for (const BatchShape& s : batches.shapes(input, order)) sides.insert(sides.end(), {s.height_px, s.width_px});
  results.add(k + ".order", order, equal);
  results.add_rows(k + ".shapes", 2, sides, equal);
}

void rect_batches(const Case& c, Results& results) {
  const std::vector<int> sizes = c.ints("sizes", {any, 2});  // width, height
  std::vector<ImageRecord> all(sizes.size() / 2);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (sizes[2 * i] < 1 || sizes[2 * i + 1] < 1)
      fail(c.path(), ": tensor sizes: expected sides above 0, found ", sizes[2 * i], " x ", sizes[2 * i + 1]);
    all[i].width_px = sizes[2 * i];
    all[i].height_px = sizes[2 * i + 1];
  }
  if (!c.has("0.setup")) c.ints("0.setup", {4});
  for (int i = 0; c.has(std::to_string(i) + ".setup"); ++i) {
    const std::string k = std::to_string(i);
    const std::vector<int> setup = c.ints(k + ".setup", {4});  // pictures, batch, longest side, stride
    for (const int n : setup)
      if (n < 1) fail(c.path(), ": tensor ", k, ".setup: expected numbers above 0, found ", n);
    if (static_cast<std::size_t>(setup[0]) > all.size())
      fail(c.path(), ": tensor ", k, ".setup: expected at most ", all.size(), " pictures, found ", setup[0]);
    const SamplingInput input{.images = std::span(all).first(static_cast<std::size_t>(setup[0])),
                              .batch = setup[1],
                              .img_px = setup[2],
                              .stride_px = setup[3]};
    const double pad = c.doubles(k + ".pad", {1})[0];  // a template argument of the library
    if (pad == 0) group<0.0>(input, k, results);
    else if (pad == 0.5) group<0.5>(input, k, results);
    else fail(c.path(), ": tensor ", k, ".pad: expected 0 or 0.5, found ", pad);
  }
}

}  // namespace

std::vector<Kind> batch_kinds() { return {{"rect_batches", rect_batches}}; }

}  // namespace replay
