// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Maps in vectors of channels: oneDNN's nChw8c, nChw16c and nhwc. Tier: spec (std only).
#pragma once

#include <ctyolo/backend/bfloat16.hpp>

#include <cmath>
#include <cstdint>

namespace ctyolo::inline v0::onednn {

/// The order of a map's numbers.
enum class Order : unsigned char {
  blocks,         ///< [N][C/B][H*W][B]; channels are filled up to whole blocks, the filling is zero
  channels_last,  ///< [N][H*W][C]; no filling
};

/// The shape of a map [N,C,H,W] and where its numbers lie: in vectors of `block` channels, strides counted in numbers.
/// A view of some channels of a larger map keeps that map's strides between images and pixels.
struct MapShape {
  int images = 0, channels = 0, height = 0, width = 0;
  int block = 8;
  Order order = Order::blocks;
  std::int64_t image_stride = 0, pixel_stride = 0;

  /// Without gaps. In channels-last order a vector is as wide as divides the channels: 16, 8, else 1.
  static MapShape dense(int images, int channels, int height, int width, int block, Order order = Order::blocks) {
    MapShape s{images, channels, height, width, block, order, 0, 0};
    if (order == Order::channels_last) s.block = channels % 16 == 0 ? 16 : channels % 8 == 0 ? 8 : 1;
    s.image_stride = s.image_size();
    s.pixel_stride = order == Order::blocks ? block : channels;
    return s;
  }

  std::int64_t pixels() const { return std::int64_t{height} * width; }
  int blocks() const { return (channels + block - 1) / block; }
  /// Channels and filling; in channels-last order there is none.
  int filled() const { return blocks() * block; }
  /// Numbers of one image without gaps.
  std::int64_t image_size() const { return pixels() * filled(); }
  bool is_dense() const { return image_stride == image_size(); }
  std::int64_t block_stride() const { return order == Order::blocks ? pixels() * block : block; }
  /// From an image's begin to its channel c at the first pixel; a view that begins within a block has no address.
  std::int64_t channel_offset(int c) const { return c / block * block_stride() + c % block; }
  /// Pairs of image and block.
  std::int64_t units() const { return std::int64_t{images} * blocks(); }
};

/// A map of numbers T.
template <class T>
struct MapOf : MapShape {
  T* data = nullptr;

  /// Block b of image n: pixels() vectors, `pixel_stride` apart.
  T* at(std::int64_t n, std::int64_t b) const { return data + n * image_stride + b * block_stride(); }
  T* unit(std::int64_t u) const { return at(u / blocks(), u % blocks()); }
  /// Channel c of image n at the first pixel.
  T* channel(std::int64_t n, int c) const { return data + n * image_stride + channel_offset(c); }
};
using BlockedMap = MapOf<float>;

/// Whether all numbers of a map are finite; one that lies nowhere is.
template <class T>
bool all_finite(const MapOf<T>& map) {
  if (map.data == nullptr) return true;
  for (int n = 0; n < map.images; ++n)
    for (int c = 0; c < map.channels; ++c)
      for (std::int64_t p = 0; p < map.pixels(); ++p)
        if (!std::isfinite(static_cast<float>(map.channel(n, c)[p * map.pixel_stride]))) return false;
  return true;
}

}  // namespace ctyolo::inline v0::onednn
