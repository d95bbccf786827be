// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of data/augment/mixup.hpp.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/data/augment/mixup.hpp>

namespace ctyolo::inline v0::detail {

CTYOLO_INLINE void blend_samples(Sample& sample, const Sample& other, double share) {
  if (sample.bgr.size() != other.bgr.size())
    fail("MixUp: the two pictures differ in size; put MixUp after the stages that change it");
  const int bytes = sample.width_px() * 3;
  for (int y = 0; y < sample.height_px(); ++y) {
    std::uint8_t* to = sample.bgr.ptr<std::uint8_t>(y);
    const std::uint8_t* from = other.bgr.ptr<std::uint8_t>(y);
    for (int i = 0; i < bytes; ++i) to[i] = static_cast<std::uint8_t>(to[i] * share + from[i] * (1 - share));
  }
  sample.labels.insert(sample.labels.end(), other.labels.begin(), other.labels.end());
}

}  // namespace ctyolo::inline v0::detail
