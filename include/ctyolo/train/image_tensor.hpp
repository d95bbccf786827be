// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Batches of bytes as tensors. Tier: tensor (ATen).
#pragma once

#include <ctyolo/backend/torch.hpp>
#include <ctyolo/core/config.hpp>
#include <ctyolo/data/batch.hpp>

namespace ctyolo::inline v0 {

/// The batch's bytes as a tensor [N,3,H,W] u8 that shares their memory: the batch must outlive it.
at::Tensor image_tensor(Batch& batch);

/// Bilinear enlargement of the pictures so that the longer side becomes `side_px`; both sides stay multiples of the
/// stride. @param x u8 0..255 or f32 0..1 [N,3,H,W] @return f32 0..1 [N,3,H',W'], or x where nothing changes
at::Tensor resized_to(const at::Tensor& x, int side_px, int stride_px);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/train/image_tensor.ipp>
#endif
