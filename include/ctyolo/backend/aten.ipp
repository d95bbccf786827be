// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of backend/aten.hpp.
#pragma once

#include <ctyolo/backend/aten.hpp>

#include <ATen/ops/add.h>
#include <ATen/ops/batch_norm.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/conv2d.h>
#include <ATen/ops/hardswish.h>
#include <ATen/ops/leaky_relu.h>
#include <ATen/ops/max_pool2d.h>
#include <ATen/ops/maximum.h>
#include <ATen/ops/mish.h>
#include <ATen/ops/silu.h>
#include <ATen/ops/upsample_nearest2d.h>

namespace ctyolo::inline v0::detail::aten {

CTYOLO_INLINE at::Tensor image(const at::Tensor& bytes) {
  return bytes.to(at::kFloat).div_(255).contiguous(at::MemoryFormat::ChannelsLast);  // [N,3,H,W]
}

CTYOLO_INLINE at::Tensor conv(const at::Tensor& x, const Layer& l, const LayerTensors& t) {
  return at::conv2d(x, t.weight, l.has_norm() ? at::Tensor() : t.bias, l.stride, l.padding, 1, l.groups);  // [N,out,H,W]
}

CTYOLO_INLINE at::Tensor norm(const at::Tensor& x, const LayerTensors& t, const NormMode& mode) {
  return at::batch_norm(x, t.scale, t.bias, t.mean, t.variance, mode.training, mode.settings.momentum, mode.settings.eps, true);
}

CTYOLO_INLINE at::Tensor silu(const at::Tensor& x) { return at::silu(x); }
CTYOLO_INLINE at::Tensor leaky_relu(const at::Tensor& x, double slope) { return at::leaky_relu(x, slope); }
CTYOLO_INLINE at::Tensor hardswish(const at::Tensor& x) { return at::hardswish(x); }
CTYOLO_INLINE at::Tensor mish(const at::Tensor& x) { return at::mish(x); }
CTYOLO_INLINE at::Tensor add(const at::Tensor& a, const at::Tensor& b) { return at::add(a, b); }
CTYOLO_INLINE at::Tensor maximum(const at::Tensor& a, const at::Tensor& b) { return at::maximum(a, b); }
CTYOLO_INLINE at::Tensor concat(const std::vector<at::Tensor>& maps) { return at::cat(maps, 1); }  // [N,sum C,H,W]
CTYOLO_INLINE at::Tensor max_pool(const at::Tensor& x, int kernel) { return at::max_pool2d(x, kernel, 1, kernel / 2); }
CTYOLO_INLINE at::Tensor upsample(const at::Tensor& x, int factor) {
  return at::upsample_nearest2d(x, {x.size(2) * factor, x.size(3) * factor});  // [N,C,fH,fW]
}
CTYOLO_INLINE at::Tensor space_to_depth(const at::Tensor& x) {
  const auto part = [&](int row, int column) { return x.slice(2, row, c10::nullopt, 2).slice(3, column, c10::nullopt, 2); };
  return at::cat({part(0, 0), part(1, 0), part(0, 1), part(1, 1)}, 1);  // [N,4C,H/2,W/2]
}

}  // namespace ctyolo::inline v0::detail::aten
