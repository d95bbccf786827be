// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A batch as the loader hands it out, free of any tensor library. Tier: spec (std only).
#pragma once

#include <ctyolo/core/box.hpp>

#include <cstdint>
#include <vector>

namespace ctyolo::inline v0 {

/// Where an image of a batch came from and how it was fitted into the network input.
struct ImageOrigin {
  int index = 0;                      ///< in the Dataset
  int width_px = 0, height_px = 0;    ///< native, after EXIF orientation
  double gain_x = 1, gain_y = 1;      ///< network pixels a native pixel (w/w0, h/h0)
  double pad_x = 0, pad_y = 0;        ///< left and top border, network pixels
};

/// Images as bytes, planar RGB, and their targets.
struct Batch {
  std::vector<std::uint8_t> images;   // [N,3,H,W]
  int count = 0, height = 0, width = 0;
  std::vector<Target> targets;        ///< ascending by image
  std::vector<ImageOrigin> origins;   ///< [N]
  std::int64_t number = 0;            ///< in the epoch
};

}  // namespace ctyolo::inline v0
