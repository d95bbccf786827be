// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of data/bilinear.hpp.
#pragma once

#include <ctyolo/core/number.hpp>
#include <ctyolo/data/bilinear.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

namespace ctyolo::inline v0 {

namespace detail {

/// The two source pixels of a target pixel, with weights in 1/2048.
struct BilinearTap {
  int first = 0, second = 0;
  int first_weight = 0, second_weight = 0;
};

/// @param clamp_fraction  beyond the outermost centres: the outermost pixel alone (columns), or twice with both weights
///   (rows), which rounds otherwise; OpenCV has both
inline std::vector<BilinearTap> bilinear_taps(int source_px, int target_px, bool clamp_fraction) {
  // The quotient of a quotient: as OpenCV computes it, so as to round as it does.
  const double step = 1.0 / (static_cast<double>(target_px) / source_px);
  std::vector<BilinearTap> taps(static_cast<std::size_t>(target_px));
  for (int i = 0; i < target_px; ++i) {
    auto fraction = static_cast<float>((i + 0.5) * step - 0.5);
    int at = static_cast<int>(std::floor(fraction));
    fraction -= static_cast<float>(at);
    if (clamp_fraction && (at < 0 || at >= source_px - 1)) fraction = 0;
    const auto weight = [](float w) { return static_cast<int>(round_half_even(2048.0 * static_cast<double>(w))); };
    taps[static_cast<std::size_t>(i)] = {.first = std::clamp(at, 0, source_px - 1), .second = std::clamp(at + 1, 0, source_px - 1),
                                         .first_weight = weight(1 - fraction), .second_weight = weight(fraction)};
  }
  return taps;
}

/// A row of the source in its new width: three planes of numbers, 2048 times too large.
inline void widen_row(const std::uint8_t* row, const std::array<int, 3>& channel, const std::vector<BilinearTap>& columns,
                      int* wide) {
  const std::size_t width = columns.size();
  for (std::size_t x = 0; x < width; ++x) {
    const BilinearTap& t = columns[x];
    for (std::size_t c = 0; c < 3; ++c)
      wide[c * width + x] = row[3 * t.first + channel[c]] * t.first_weight + row[3 * t.second + channel[c]] * t.second_weight;
  }
}

/// Exactly half the size: OpenCV takes means of four pixels instead.
inline void halve_into_planes(const ImageView& picture, const std::array<int, 3>& channel, const Planes& planes) {
  for (int y = 0; y < picture.height_px / 2; ++y) {
    const std::uint8_t* above = picture.pixels + 2 * y * picture.stride();
    const std::uint8_t* below = above + picture.stride();
    for (std::size_t c = 0; c < 3; ++c) {
      std::uint8_t* to = planes.first + static_cast<std::ptrdiff_t>(c) * planes.plane_bytes + y * planes.row_bytes;
      for (int x = 0, from = channel[c]; x < picture.width_px / 2; ++x, from += 6)
        to[x] = static_cast<std::uint8_t>((above[from] + above[from + 3] + below[from] + below[from + 3] + 2) >> 2);
    }
  }
}

}  // namespace detail

CTYOLO_INLINE void resize_into_planes(const ImageView& picture, int width_px, int height_px, const Planes& planes) {
  const std::array<int, 3> channel = picture.order == PixelOrder::rgb ? std::array{0, 1, 2} : std::array{2, 1, 0};
  if (picture.width_px == 2 * width_px && picture.height_px == 2 * height_px) {
    detail::halve_into_planes(picture, channel, planes);
    return;
  }
  const auto columns = detail::bilinear_taps(picture.width_px, width_px, true);
  const auto rows = detail::bilinear_taps(picture.height_px, height_px, false);
  const auto width = static_cast<std::size_t>(width_px);
  // Widened rows of the source, and which they are: a target row mostly reads those of the row above it.
  std::vector<int> first(3 * width), second(3 * width);
  int first_is = -1, second_is = -1;
  for (int y = 0; y < height_px; ++y) {
    const detail::BilinearTap& t = rows[static_cast<std::size_t>(y)];
    if (first_is != t.first) {
      std::swap(first, second);
      std::swap(first_is, second_is);
    }
    if (first_is != t.first) detail::widen_row(picture.pixels + t.first * picture.stride(), channel, columns, first.data());
    if (second_is != t.second) detail::widen_row(picture.pixels + t.second * picture.stride(), channel, columns, second.data());
    first_is = t.first;
    second_is = t.second;
    for (std::size_t c = 0; c < 3; ++c) {
      std::uint8_t* to = planes.first + static_cast<std::ptrdiff_t>(c) * planes.plane_bytes + y * planes.row_bytes;
      const int* a = first.data() + c * width;
      const int* b = second.data() + c * width;
      // 22 bits of fraction, dropped in three steps as OpenCV's vector code does.
      for (std::size_t x = 0; x < width; ++x)
        to[x] = static_cast<std::uint8_t>(
            (((t.first_weight * (a[x] >> 4)) >> 16) + ((t.second_weight * (b[x] >> 4)) >> 16) + 2) >> 2);
    }
  }
}

}  // namespace ctyolo::inline v0
