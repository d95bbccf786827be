// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of data/canvas.hpp.
#pragma once

#include <ctyolo/core/instructions.hpp>
#include <ctyolo/data/canvas.hpp>
#include <ctyolo/data/letterbox.hpp>

#if defined(__x86_64__)
#include <smmintrin.h>
#endif

#include <algorithm>
#include <climits>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

namespace ctyolo::inline v0 {

namespace detail {

/// The place of every pixel of a frame on the canvas, as warpAffine rounds it: of the ten bits it uses five.
class FixedPointWarp {
 public:
  static constexpr int bits = 10, one = 1 << bits;  // a place is whole pixels and ten bits

  FixedPointWarp(const cv::Matx23d& matrix, cv::Size frame)
      : columns_x_(static_cast<std::size_t>(frame.width)), columns_y_(columns_x_.size()) {
    cv::invertAffineTransform(matrix, m_);
    for (std::size_t x = 0; x < columns_x_.size(); ++x) {
      columns_x_[x] = rounded(m_(0, 0) * static_cast<double>(x));
      columns_y_[x] = rounded(m_(1, 0) * static_cast<double>(x));
    }
  }

  /// Where row y begins; a pixel's place is this plus its column's.
  cv::Point row(int y) const { return {rounded(m_(0, 1) * y + m_(0, 2)) + half, rounded(m_(1, 1) * y + m_(1, 2)) + half}; }
  const int* columns_x(int x) const { return columns_x_.data() + x; }
  const int* columns_y(int x) const { return columns_y_.data() + x; }

  /// The canvas's pixels that a block's places lie in. Rounding keeps the order, so corners suffice.
  cv::Rect pixels(const cv::Rect& block) const {
    cv::Point least(INT_MAX, INT_MAX), most(INT_MIN, INT_MIN);
    for (const int y : {block.y, block.y + block.height - 1}) {
      for (const int x : {block.x, block.x + block.width - 1}) {
        const cv::Point at = row(y) + cv::Point(*columns_x(x), *columns_y(x));
        least = {std::min(least.x, at.x), std::min(least.y, at.y)};
        most = {std::max(most.x, at.x), std::max(most.y, at.y)};
      }
    }
    return {cv::Point(least.x >> bits, least.y >> bits), cv::Point((most.x >> bits) + 1, (most.y >> bits) + 1)};
  }

  /// Side of the blocks to work in: the largest that reads no more than about 96 x 96 px, which the first cache holds.
  int block_px() const {
    const double step_px = std::max(std::abs(m_(0, 0)) + std::abs(m_(0, 1)), std::abs(m_(1, 0)) + std::abs(m_(1, 1)));
    int side_px = 32;
    while (side_px > 1 && side_px * step_px > 96) side_px /= 2;
    return side_px;
  }

 private:
  static constexpr int half = one / 32 / 2;

  static int rounded(double px) {
    constexpr int limit = INT_MAX / 2 - one;  // a million pixels away; the sum of two such still is an int
    return std::clamp(cv::saturate_cast<int>(px * one), -limit, limit);
  }

  cv::Matx23d m_;  // from the frame to the canvas
  std::vector<int> columns_x_, columns_y_;
};

/// Pixels [x, end) of a row of the frame. @param first  their places' row, relative to the source
CTYOLO_INLINE void warp_pixels(const cv::Mat& source, const FixedPointWarp& places, cv::Point first, int x, int end, std::uint8_t* to) {
  for (; x < end; ++x, to += 3) {
    const int at_x = first.x + *places.columns_x(x), at_y = first.y + *places.columns_y(x);
    const int right = at_x >> 5 & 31, below = at_y >> 5 & 31;  // shares of 32
    const std::uint8_t* upper = source.ptr(at_y >> FixedPointWarp::bits, at_x >> FixedPointWarp::bits);
    const std::uint8_t* lower = upper + source.step[0];
    for (int c = 0; c < 3; ++c) {
      const int above_sum = upper[c] * (32 - right) + upper[c + 3] * right, below_sum = lower[c] * (32 - right) + lower[c + 3] * right;
      to[c] = static_cast<std::uint8_t>((above_sum * (32 - below) + below_sum * below + 512) >> 10);
    }
  }
}

#if defined(__x86_64__)
/// The same for as many groups of four pixels as there are. @returns the first pixel not done
__attribute__((target("sse4.1"))) CTYOLO_INLINE int warp_fours(const cv::Mat& source, const FixedPointWarp& places, cv::Point first, int x, int end,
                                                               std::uint8_t* to) {
  const auto load = [](const int* p) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(p)); };
  const __m128i first_x = _mm_set1_epi32(first.x), first_y = _mm_set1_epi32(first.y), all = _mm_set1_epi32(32), fraction = _mm_set1_epi32(31);
  const auto step = static_cast<int>(source.step[0]);
  const __m128i step_bytes = _mm_set1_epi32(step);
  // Left and right neighbour of a channel side by side; bytes of four pixels without every fourth.
  const __m128i beside = _mm_setr_epi8(0, 1, 6, 7, 2, 3, 8, 9, 4, 5, 10, 11, -1, -1, -1, -1);
  const __m128i closed = _mm_setr_epi8(0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, -1, -1, -1, -1);
  for (; x + 4 <= end; x += 4, to += 12) {
    const __m128i at_x = _mm_add_epi32(first_x, load(places.columns_x(x))), at_y = _mm_add_epi32(first_y, load(places.columns_y(x)));
    const __m128i right = _mm_and_si128(_mm_srai_epi32(at_x, 5), fraction), below = _mm_and_si128(_mm_srai_epi32(at_y, 5), fraction);
    // Pairs of shares: words (32 - right, right), bytes (32 - below, below).
    const __m128i across = _mm_add_epi32(_mm_sub_epi32(_mm_slli_epi32(right, 16), right), all);
    const __m128i down = _mm_add_epi32(_mm_sub_epi32(_mm_slli_epi32(below, 8), below), all);
    const __m128i column = _mm_srai_epi32(at_x, FixedPointWarp::bits);
    const __m128i offset = _mm_add_epi32(_mm_mullo_epi32(_mm_srai_epi32(at_y, FixedPointWarp::bits), step_bytes),
                                         _mm_add_epi32(column, _mm_slli_epi32(column, 1)));
    const auto blend = [&](int from, __m128i across_of, __m128i down_of) __attribute__((target("sse4.1"))) {
      const std::uint8_t* upper = source.data + from;
      const __m128i rows = _mm_unpacklo_epi8(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(upper)),
                                             _mm_loadl_epi64(reinterpret_cast<const __m128i*>(upper + step)));
      const __m128i sums = _mm_madd_epi16(_mm_shuffle_epi8(_mm_maddubs_epi16(rows, down_of), beside), across_of);
      return _mm_srli_epi32(_mm_add_epi32(sums, _mm_set1_epi32(512)), 10);
    };
    const auto word = [&](int i) __attribute__((target("sse4.1"))) {
      return _mm_shuffle_epi8(down, _mm_set1_epi16(static_cast<short>(4 * i | (4 * i + 1) << 8)));
    };
    const __m128i left_two = _mm_packs_epi32(blend(_mm_extract_epi32(offset, 0), _mm_shuffle_epi32(across, 0x00), word(0)),
                                             blend(_mm_extract_epi32(offset, 1), _mm_shuffle_epi32(across, 0x55), word(1)));
    const __m128i right_two = _mm_packs_epi32(blend(_mm_extract_epi32(offset, 2), _mm_shuffle_epi32(across, 0xAA), word(2)),
                                              blend(_mm_extract_epi32(offset, 3), _mm_shuffle_epi32(across, 0xFF), word(3)));
    const __m128i pixels = _mm_shuffle_epi8(_mm_packus_epi16(left_two, right_two), closed);
    _mm_storel_epi64(reinterpret_cast<__m128i*>(to), pixels);
    const int last = _mm_extract_epi32(pixels, 2);
    std::memcpy(to + 8, &last, 4);
  }
  return x;
}
#endif

/// A block that reads nothing outside `source`, whose upper left pixel is the canvas's `origin`.
CTYOLO_INLINE void warp_block(const cv::Mat& source, cv::Point origin, const FixedPointWarp& places, const cv::Rect& block, cv::Mat& frame) {
#if defined(__x86_64__)
  const bool in_fours = instructions() >= Instructions::sse4;
#endif
  for (int y = block.y; y < block.br().y; ++y) {
    const cv::Point first = places.row(y) - FixedPointWarp::one * origin;
    int x = block.x;
#if defined(__x86_64__)
    if (in_fours) x = warp_fours(source, places, first, x, block.br().x, frame.ptr(y, x));
#endif
    warp_pixels(source, places, first, x, block.br().x, frame.ptr(y) + 3 * x);
  }
}

}  // namespace detail

CTYOLO_INLINE void Canvas::place(const cv::Mat& bgr, cv::Point origin_px) {
  const cv::Rect visible = cv::Rect(origin_px, bgr.size()) & cv::Rect({0, 0}, size_px);
  if (!visible.empty()) parts.push_back({bgr(visible - origin_px), visible});
}

CTYOLO_INLINE cv::Mat painted(const Canvas& canvas) {
  cv::Mat whole(canvas.size_px, CV_8UC3, cv::Scalar::all(border_grey));
  for (const Canvas::Part& part : canvas.parts) part.bgr.copyTo(whole(part.place_px));
  return whole;
}

CTYOLO_INLINE cv::Mat warped(const Canvas& canvas, cv::Size frame, const cv::Matx23d& matrix) {
  const detail::FixedPointWarp places(matrix, frame);
  const int side_px = places.block_px();
  const cv::Scalar grey = cv::Scalar::all(border_grey);
  cv::Mat result(frame, CV_8UC3);
  cv::Mat seam;  // what a block reads, painted: where that is not one part alone
  for (int y = 0; y < frame.height; y += side_px) {
    for (int x = 0; x < frame.width; x += side_px) {
      const cv::Rect block = cv::Rect(x, y, side_px, side_px) & cv::Rect({0, 0}, frame);
      const cv::Rect pixels = places.pixels(block);
      const cv::Rect reads(pixels.tl(), pixels.size() + cv::Size(2, 1));  // neighbours, and the two bytes more of a load
      const auto touches = [&](const Canvas::Part& part) { return !(part.place_px & reads).empty(); };
      const auto under = std::find_if(canvas.parts.begin(), canvas.parts.end(), touches);
      if (under == canvas.parts.end()) {
        result(block).setTo(grey);
      } else if ((under->place_px & reads) == reads) {
        detail::warp_block(under->bgr, under->place_px.tl(), places, block, result);
      } else {
        seam.create(std::max(seam.rows, reads.height), std::max(seam.cols, reads.width), CV_8UC3);
        seam.setTo(grey);
        for (const Canvas::Part& part : canvas.parts) {
          const cv::Rect shared = part.place_px & reads;
          if (!shared.empty()) part.bgr(shared - part.place_px.tl()).copyTo(seam(shared - reads.tl()));
        }
        detail::warp_block(seam, reads.tl(), places, block, result);
      }
    }
  }
  return result;
}

}  // namespace ctyolo::inline v0
