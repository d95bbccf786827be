// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bilinear resizing of 8-bit pixels, to the bit as OpenCV's INTER_LINEAR: detection needs no OpenCV. Tier: spec (std only).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/data/image_view.hpp>

#include <cstddef>
#include <cstdint>

namespace ctyolo::inline v0 {

/// Where planes R, G, B begin, and how far apart their rows are.
struct Planes {
  std::uint8_t* first = nullptr;  // [3,height_px,row_bytes], plane_bytes from one to the next
  std::ptrdiff_t row_bytes = 0, plane_bytes = 0;
};

/// Writes the picture in another size (or the same) as planes R, G, B. `picture` must have passed check().
void resize_into_planes(const ImageView& picture, int width_px, int height_px, const Planes& planes);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/data/bilinear.ipp>
#endif
