// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of data/planar_input.hpp.
#pragma once

#include <ctyolo/data/bilinear.hpp>
#include <ctyolo/data/planar_input.hpp>

#include <cstddef>

namespace ctyolo::inline v0 {

CTYOLO_INLINE ImageOrigin origin_of(PixelSize picture, const Letterbox& fit) {
  return {.index = 0, .width_px = picture.width, .height_px = picture.height, .gain_x = fit.gain, .gain_y = fit.gain,
          .pad_x = fit.pad_x_px, .pad_y = fit.pad_y_px};
}

CTYOLO_INLINE PlanarInput planar_input(const ImageView& picture, int img_px, int stride_px) {
  const PixelSize size{picture.width_px, picture.height_px};
  const Letterbox fit = whole_stride_letterbox(size, img_px, stride_px);
  PlanarInput input;
  input.height_px = fit.frame_height_px();
  input.width_px = fit.frame_width_px();
  const std::ptrdiff_t row = input.width_px, plane = row * input.height_px;
  input.planar_rgb.assign(static_cast<std::size_t>(3 * plane), std::uint8_t{border_grey});
  resize_into_planes(picture, fit.width_px, fit.height_px,
                     {.first = input.planar_rgb.data() + fit.top_px * row + fit.left_px, .row_bytes = row, .plane_bytes = plane});
  input.origin = origin_of(size, fit);
  return input;
}

}  // namespace ctyolo::inline v0
