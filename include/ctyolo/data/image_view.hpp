// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A picture in somebody's memory: how programs hand pictures to the library. Tier: spec (std only).
#pragma once

#include <ctyolo/core/error.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ctyolo::inline v0 {

enum class PixelOrder : unsigned char { rgb, bgr };

/// Not owned. Rows of three bytes a pixel, from the top; a row may be longer than its pixels.
struct ImageView {
  const std::uint8_t* pixels = nullptr;  // [height_px,width_px,3]
  int width_px = 0, height_px = 0;
  std::ptrdiff_t row_bytes = 0;          ///< from one row to the next; 0: 3 * width_px
  PixelOrder order = PixelOrder::rgb;

  constexpr std::ptrdiff_t stride() const { return row_bytes != 0 ? row_bytes : std::ptrdiff_t{3} * width_px; }
};

/// @throws Error in one line for a view that cannot be one. @param what  how the picture is called: "image 3"
template <class What>
void check(const ImageView& view, const What& what) {
  if (view.pixels == nullptr) fail(what, ": there are no pixels (a null pointer)");
  if (view.width_px < 1 || view.height_px < 1) fail(what, ": ", view.width_px, " x ", view.height_px, " px is no picture");
  if (view.stride() < std::ptrdiff_t{3} * view.width_px)
    fail(what, ": a row of ", view.width_px, " px needs at least ", 3 * view.width_px, " bytes, not ", view.row_bytes);
}

/// A picture with its own memory, rows without gaps.
struct OwnedImage {
  std::vector<std::uint8_t> pixels;  // [height_px,width_px,3]
  int width_px = 0, height_px = 0;
  PixelOrder order = PixelOrder::rgb;

  /// @throws Error when the number of bytes is not that of the size
  ImageView view() const {
    if (pixels.size() != std::size_t{3} * static_cast<std::size_t>(width_px) * static_cast<std::size_t>(height_px))
      fail("a picture of ", width_px, " x ", height_px, " px has ", 3LL * width_px * height_px, " bytes, not ", pixels.size());
    return {pixels.data(), width_px, height_px, 0, order};
  }
};

}  // namespace ctyolo::inline v0
