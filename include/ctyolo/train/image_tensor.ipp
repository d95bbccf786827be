// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of train/image_tensor.hpp.
#pragma once

#include <ctyolo/nn/image_bytes.hpp>
#include <ctyolo/nn/lengths.hpp>
#include <ctyolo/train/image_tensor.hpp>

#include <ATen/ops/upsample_bilinear2d_ops.h>

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace ctyolo::inline v0 {

CTYOLO_INLINE at::Tensor image_tensor(Batch& batch) {
  return image_bytes(batch.images.data(), batch.count, batch.height, batch.width);  // [N,3,H,W]
}

CTYOLO_INLINE at::Tensor resized_to(const at::Tensor& x, int side_px, int stride_px) {
  const auto longer = static_cast<double>(std::max(x.size(2), x.size(3)));
  if (static_cast<double>(side_px) == longer) return x;
  const auto side = [&](std::int64_t px) {
    return static_cast<std::int64_t>(std::ceil(static_cast<double>(px) * side_px / longer / stride_px)) * stride_px;
  };
  const at::Tensor numbers = x.scalar_type() == at::kByte ? x.to(at::kFloat).div_(255) : x;
  return at::_ops::upsample_bilinear2d::call(numbers, Lengths(side(x.size(2)), side(x.size(3))), false, {}, {});  // [N,3,H',W']
}

}  // namespace ctyolo::inline v0
