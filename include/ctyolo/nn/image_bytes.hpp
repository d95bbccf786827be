// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Pictures' bytes as a tensor. Tier: tensor (ATen).
#pragma once

#include <ctyolo/backend/torch.hpp>
#include <ctyolo/core/config.hpp>

#include <cstdint>

namespace ctyolo::inline v0 {

/// Planar pictures as a tensor [N,3,H,W] u8 that shares their memory: it must outlive the tensor, and nobody may write to it.
at::Tensor image_bytes(const std::uint8_t* planar_rgb, int images, int height_px, int width_px);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/nn/image_bytes.ipp>
#endif
