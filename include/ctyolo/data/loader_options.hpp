// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// What a loader is told. Tier: spec (std only).
#pragma once

#include <ctyolo/data/cache.hpp>
#include <ctyolo/hyp/hyp.hpp>

#include <cstdint>

namespace ctyolo::inline v0 {

struct LoaderOptions {
  int batch = 16;             ///< images; at most those of the data set
  int img_px = 640;           ///< longest side
  int stride_px = 32;         ///< rectangular batches have multiples of it as sides
  int workers = 0;            ///< threads that prepare batches ahead; 0: the thread that calls next() does
  std::uint64_t seed = 0;
  Hyp hyp = {};               ///< strength of the augmentation
  bool augmenting = false;    ///< run the augmentation chain; small pictures are enlarged while fitting
  Cache cache = Cache::none;  ///< where resized images are kept
  int ring = 3;               ///< batches prepared ahead, at least 1
};

}  // namespace ctyolo::inline v0
