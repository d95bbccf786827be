// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// One usable image of a split. Tier: spec (std only).
#pragma once

#include <ctyolo/core/box.hpp>

#include <string>
#include <vector>

namespace ctyolo::inline v0 {

/// What is known of an image without decoding it.
struct ImageRecord {
  std::string path;
  int width_px = 0, height_px = 0;  ///< as shown, after EXIF orientation
  int orientation = 1;              ///< EXIF 1..8
  std::vector<Target> labels;       ///< xywh_n of the image as shown; image = 0

  bool operator==(const ImageRecord&) const = default;
};

}  // namespace ctyolo::inline v0
