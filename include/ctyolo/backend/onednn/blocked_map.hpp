// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A map in blocks of channels: oneDNN's nChw8c or nChw16c. Tier: spec (std only).
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>

namespace ctyolo::inline v0::onednn {

/// Numbers of a map [N,C,H,W] as [N][C/B][H*W][B]. Channels are filled up to whole blocks; the filling is zero.
/// A view of some channels of a larger map keeps that map's distance between images.
struct BlockedMap {
  float* data = nullptr;
  int images = 0, channels = 0, height = 0, width = 0;
  int block = 8;
  std::int64_t image_stride = 0;  ///< in floats

  std::int64_t pixels() const { return std::int64_t{height} * width; }
  int blocks() const { return (channels + block - 1) / block; }
  /// Floats of one image without gaps.
  std::int64_t image_size() const { return blocks() * pixels() * block; }
  bool dense() const { return image_stride == image_size(); }
  /// Block b of image n: pixels() vectors.
  float* at(std::int64_t n, std::int64_t b) const { return data + n * image_stride + b * pixels() * block; }
  /// Pairs of image and block.
  std::int64_t units() const { return std::int64_t{images} * blocks(); }
  float* unit(std::int64_t u) const { return at(u / blocks(), u % blocks()); }
};

/// Whether all numbers of a map are finite; one that lies nowhere is.
inline bool all_finite(const BlockedMap& map) {
  if (map.data == nullptr) return true;
  for (std::int64_t u = 0; u < map.units(); ++u)
    for (std::int64_t i = 0; i < map.pixels() * map.block; ++i)
      if (!std::isfinite(map.unit(u)[i])) return false;
  return true;
}

}  // namespace ctyolo::inline v0::onednn
