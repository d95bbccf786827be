// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Blocked maps with memory of their own, and their elements one by one.
#pragma once

#include <ctyolo/backend/onednn/blocked_map.hpp>
#include <ctyolo/core/random.hpp>

#include <vector>

namespace test {

template <class T>
struct OwnMapOf {
  std::vector<T> memory;
  ctyolo::onednn::MapOf<T> map;

  OwnMapOf(int images, int channels, int height, int width, int block = 8, ctyolo::onednn::Order order = ctyolo::onednn::Order::blocks)
      : map{ctyolo::onednn::MapShape::dense(images, channels, height, width, block, order), nullptr} {
    memory.assign(static_cast<std::size_t>(map.image_stride * images), T(0.0f));
    map.data = memory.data();
  }
  OwnMapOf(OwnMapOf&&) = default;

  T& at(int n, int c, int y, int x) const { return map.channel(n, c)[(y * map.width + x) * map.pixel_stride]; }

  /// f(n, c, y, x) for every element that is no filling.
  template <class F>
  void each(F&& f) const {
    for (int n = 0; n < map.images; ++n)
      for (int c = 0; c < map.channels; ++c)
        for (int y = 0; y < map.height; ++y)
          for (int x = 0; x < map.width; ++x) f(n, c, y, x);
  }

  void fill(std::uint64_t seed, double low = -1, double high = 1) {
    ctyolo::Random random({.seed = seed});
    each([&](int n, int c, int y, int x) { at(n, c, y, x) = T(static_cast<float>(random.uniform(low, high))); });
  }
};
using OwnMap = OwnMapOf<float>;

}  // namespace test
