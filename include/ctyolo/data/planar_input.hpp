// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A picture in memory as a network's input, without OpenCV (network_input.hpp: the same with it). Tier: spec (std only).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/data/batch.hpp>
#include <ctyolo/data/image_view.hpp>
#include <ctyolo/data/letterbox_fit.hpp>

#include <cstdint>
#include <vector>

namespace ctyolo::inline v0 {

struct PlanarInput {
  std::vector<std::uint8_t> planar_rgb;  // [3,height_px,width_px]
  int height_px = 0, width_px = 0;
  ImageOrigin origin;
};

/// How boxes found in a frame lead back to the picture that lies in it so.
ImageOrigin origin_of(PixelSize picture, const Letterbox& fit);

/// Fits a picture into the smallest frame of whole strides whose longer side is `img_px` (rounded up to whole strides): the
/// same bytes as network_input(). `picture` must have passed check().
PlanarInput planar_input(const ImageView& picture, int img_px, int stride_px);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/data/planar_input.ipp>
#endif
