// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of backend/onednn/plain_maps.hpp.
#pragma once

#include <ctyolo/backend/onednn/line.hpp>
#include <ctyolo/backend/onednn/plain_maps.hpp>
#include <ctyolo/backend/onednn/vectorised.hpp>
#include <ctyolo/backend/parallel.hpp>
#include <ctyolo/backend/wide.hpp>

#include <array>
#include <cstring>
#include <type_traits>

namespace ctyolo::inline v0::onednn {

namespace detail {

struct Scale255 {
  const std::uint8_t* bytes;
  float* to;
  std::int64_t count;

  template <int B>
  CTYOLO_BODY void run() const {
    typedef std::uint8_t Bytes __attribute__((vector_size(B), aligned(1), may_alias));
    std::int64_t i = 0;
    for (; i + B <= count; i += B)
      wide::at<B>(to + i) = __builtin_convertvector(*reinterpret_cast<const Bytes*>(bytes + i), Wide<B>) / 255.0f;
    for (; i < count; ++i) to[i] = static_cast<float>(bytes[i]) / 255.0f;
  }
};

/// A picture in its own order from plain numbers, each through `convert`.
template <class T, class From, class Convert>
void interleave(const From* from, const MapOf<T>& picture, const Convert& convert) {
  for_rows(picture, [&](std::int64_t n, std::int64_t y) {
    const From* f = from + n * picture.channels * picture.pixels() + y * picture.width;
    for (int c = 0; c < picture.channels; ++c) {
      T* t = picture.channel(n, c) + y * picture.width * picture.pixel_stride;
      for (int x = 0; x < picture.width; ++x) t[x * picture.pixel_stride] = convert(f[c * picture.pixels() + x]);
    }
  });
}

/// One row of an image, from vectors to lines of channels (channels last): a pixel's numbers are written in one go.
template <int B>
void row_to_lines(const BlockedMap& from, std::int64_t n, std::int64_t y, float* to, std::int64_t line) {
  const int whole = from.channels / B, rest = from.channels % B;
  const std::int64_t next = from.pixels() * B;
  for (int x = 0; x < from.width; ++x) {
    const float* f = from.at(n, 0) + (y * from.width + x) * B;
    float* t = to + x * line;
    for (int b = 0; b < whole; ++b) std::memcpy(t + b * B, f + b * next, B * sizeof(float));
    if (rest > 0) std::memcpy(t + whole * B, f + whole * next, static_cast<std::size_t>(rest) * sizeof(float));
  }
}
/// The reverse; the filling becomes zero.
template <int B>
void row_from_lines(const float* from, std::int64_t line, const BlockedMap& to, std::int64_t n, std::int64_t y) {
  const int whole = to.channels / B, rest = to.channels % B;
  const std::int64_t next = to.pixels() * B;
  for (int x = 0; x < to.width; ++x) {
    const float* f = from + x * line;
    float* t = to.at(n, 0) + (y * to.width + x) * B;
    for (int b = 0; b < whole; ++b) std::memcpy(t + b * next, f + b * B, B * sizeof(float));
    if (rest > 0) {
      float last[B] = {};
      std::memcpy(last, f + whole * B, static_cast<std::size_t>(rest) * sizeof(float));
      std::memcpy(t + whole * next, last, sizeof last);
    }
  }
}

}  // namespace detail

template <class T>
void picture_from(const std::uint8_t* bytes, const MapOf<T>& picture) {
  if constexpr (std::is_same_v<T, float>) {
    if (picture.order == Order::blocks) {
      parallel_for(0, picture.images * picture.image_size(), 65536, [&](std::int64_t from, std::int64_t to) {
        detail::vectorised(widest_block(), detail::Scale255{bytes + from, picture.data + from, to - from});
      });
      return;
    }
  }
  static const auto table = [] {
    std::array<T, 256> all{};
    for (int i = 0; i < 256; ++i) all[static_cast<std::size_t>(i)] = T(static_cast<float>(i) / 255.0f);
    return all;
  }();
  detail::interleave(bytes, picture, [](std::uint8_t b) { return table[b]; });
}

template <class T>
void picture_from(const float* numbers, const MapOf<T>& picture) {
  detail::interleave(numbers, picture, [](float v) { return T(v); });
}

template <class T>
void space_to_depth(const MapOf<T>& picture, const MapOf<T>& out) {
  detail::for_rows(out, [&](std::int64_t n, std::int64_t y) {
    for (int c = 0; c < out.filled(); ++c) {
      const int part = c / 3, colour = c % 3;
      T* to = out.channel(n, c) + y * out.width * out.pixel_stride;
      if (c >= out.channels) {
        for (int x = 0; x < out.width; ++x) to[x * out.pixel_stride] = T(0.0f);
        continue;
      }
      const T* from = picture.channel(n, colour) + ((2 * y + part % 2) * picture.width + part / 2) * picture.pixel_stride;
      for (int x = 0; x < out.width; ++x) to[x * out.pixel_stride] = from[2 * x * picture.pixel_stride];
    }
  });
}

template <class T>
void to_plain(const MapOf<T>& from, float* to, const PlainStrides& s) {
  detail::for_rows(from, [&](std::int64_t n, std::int64_t y) {
    float* t = to + n * s.n + y * s.y;
    if constexpr (std::is_same_v<T, float>) {
      if (s.c == 1 && from.order == Order::blocks)
        return from.block == 16 ? detail::row_to_lines<16>(from, n, y, t, s.x) : detail::row_to_lines<8>(from, n, y, t, s.x);
    }
    for (int c = 0; c < from.channels; ++c) {
      const T* f = from.channel(n, c) + y * from.width * from.pixel_stride;
      for (int x = 0; x < from.width; ++x) t[x * s.x + c * s.c] = static_cast<float>(f[x * from.pixel_stride]);
    }
  });
}

template <class T>
void from_plain(const float* from, const PlainStrides& s, const MapOf<T>& to) {
  detail::for_rows(to, [&](std::int64_t n, std::int64_t y) {
    const float* f = from + n * s.n + y * s.y;
    if constexpr (std::is_same_v<T, float>) {
      if (s.c == 1 && to.order == Order::blocks)
        return to.block == 16 ? detail::row_from_lines<16>(f, s.x, to, n, y) : detail::row_from_lines<8>(f, s.x, to, n, y);
    }
    for (int c = 0; c < to.filled(); ++c) {
      T* t = to.channel(n, c) + y * to.width * to.pixel_stride;
      for (int x = 0; x < to.width; ++x) t[x * to.pixel_stride] = T(c < to.channels ? f[x * s.x + c * s.c] : 0.0f);
    }
  });
}

#if !CTYOLO_HEADER_ONLY  // compiled once, for both numbers
#define CTYOLO_PLAIN_MAPS_OF(T) \
  template void picture_from(const std::uint8_t*, const MapOf<T>&); \
  template void picture_from(const float*, const MapOf<T>&); \
  template void space_to_depth(const MapOf<T>&, const MapOf<T>&); \
  template void to_plain(const MapOf<T>&, float*, const PlainStrides&); \
  template void from_plain(const float*, const PlainStrides&, const MapOf<T>&);
CTYOLO_PLAIN_MAPS_OF(float)
CTYOLO_PLAIN_MAPS_OF(BFloat16)
#undef CTYOLO_PLAIN_MAPS_OF
#endif

}  // namespace ctyolo::inline v0::onednn
