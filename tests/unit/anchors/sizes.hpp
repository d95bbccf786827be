// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Label sizes and heads for the tests of anchors.
#pragma once

#include <ctyolo/anchors/label_sizes.hpp>
#include <ctyolo/core/heads.hpp>
#include <ctyolo/core/random.hpp>

#include <cmath>
#include <vector>

namespace sample {

/// yolov5's head: three levels of three anchors, 10,13 to 373,326 px.
inline ctyolo::HeadSetup head() {
  return {.classes = 2,
          .strides_px = {8, 16, 32},
          .anchors = {{{1.25F, 1.625F}, {2, 3.75F}, {4.125F, 2.875F}},
                      {{1.875F, 3.8125F}, {3.875F, 2.8125F}, {3.6875F, 7.4375F}},
                      {{3.625F, 2.8125F}, {4.875F, 6.1875F}, {11.65625F, 10.1875F}}}};
}

/// `n` sizes around each of `centres`, sides spread by a factor of about exp(spread).
inline std::vector<ctyolo::SizePx> around(const std::vector<ctyolo::SizePx>& centres, int n, double spread) {
  std::vector<ctyolo::SizePx> all;
  ctyolo::Random random({.seed = 5});
  for (int i = 0; i < n; ++i)
    for (const ctyolo::SizePx& c : centres) {
      const auto factor = [&] { return static_cast<float>(std::exp(spread * random.normal())); };
      const float w = c.w * factor();
      all.push_back({w, c.h * factor()});
    }
  return all;
}

inline ctyolo::LabelSizes one_image_each(const std::vector<ctyolo::SizePx>& sizes) {
  ctyolo::LabelSizes labels;
  for (const ctyolo::SizePx& s : sizes) {
    labels.px.push_back(s);
    labels.image.push_back(labels.images++);
  }
  return labels;
}

}  // namespace sample
