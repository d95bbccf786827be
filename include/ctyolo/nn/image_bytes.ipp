// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of nn/image_bytes.hpp.
#pragma once

#include <ctyolo/nn/image_bytes.hpp>

#include <ATen/ops/from_blob.h>

namespace ctyolo::inline v0 {

CTYOLO_INLINE at::Tensor image_bytes(const std::uint8_t* planar_rgb, int images, int height_px, int width_px) {
  return at::from_blob(const_cast<std::uint8_t*>(planar_rgb), {images, 3, height_px, width_px}, at::kByte);  // [N,3,H,W]
}

}  // namespace ctyolo::inline v0
