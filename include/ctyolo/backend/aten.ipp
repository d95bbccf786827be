// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of backend/aten.hpp.
#pragma once

#include <ctyolo/backend/aten.hpp>
#include <ctyolo/nn/lengths.hpp>

#include <ATen/ops/batch_norm_ops.h>
#include <ATen/ops/concat_ops.h>
#include <ATen/ops/conv2d_ops.h>
#include <ATen/ops/hardswish_ops.h>
#include <ATen/ops/leaky_relu_ops.h>
#include <ATen/ops/max_pool2d_ops.h>
#include <ATen/ops/mish_ops.h>
#include <ATen/ops/silu_ops.h>
#include <ATen/ops/upsample_nearest2d_ops.h>

namespace ctyolo::inline v0::detail::aten {

CTYOLO_INLINE at::Tensor image(const at::Tensor& bytes) {
  return bytes.to(at::kFloat).div_(255).contiguous(at::MemoryFormat::ChannelsLast);  // [N,3,H,W]
}

CTYOLO_INLINE at::Tensor conv(const at::Tensor& x, const Layer& l, const LayerTensors& t) {
  return at::_ops::conv2d::call(x, t.weight, l.has_norm() ? at::Tensor() : t.bias, Lengths(l.stride, l.stride), Lengths(l.padding, l.padding),
                                Lengths(1, 1), l.groups);  // [N,out,H,W]
}

CTYOLO_INLINE at::Tensor norm(const at::Tensor& x, const LayerTensors& t, const NormMode& mode) {
  return at::_ops::batch_norm::call(x, t.scale, t.bias, t.mean, t.variance, mode.training, mode.settings.momentum, mode.settings.eps, true);
}

CTYOLO_INLINE at::Tensor silu(const at::Tensor& x) { return at::_ops::silu::call(x); }
CTYOLO_INLINE at::Tensor leaky_relu(const at::Tensor& x, double slope) { return at::_ops::leaky_relu::call(x, slope); }
CTYOLO_INLINE at::Tensor hardswish(const at::Tensor& x) { return at::_ops::hardswish::call(x); }
CTYOLO_INLINE at::Tensor mish(const at::Tensor& x) { return at::_ops::mish::call(x); }
CTYOLO_INLINE at::Tensor add(const at::Tensor& a, const at::Tensor& b) { return a.add(b); }
CTYOLO_INLINE at::Tensor maximum(const at::Tensor& a, const at::Tensor& b) { return a.maximum(b); }
CTYOLO_INLINE at::Tensor concat(const std::vector<at::Tensor>& maps) { return at::_ops::concat::call(maps, 1); }  // [N,sum C,H,W]
CTYOLO_INLINE at::Tensor max_pool(const at::Tensor& x, int kernel) { return at::_ops::max_pool2d::call(x, Lengths(kernel, kernel), Lengths(1, 1), Lengths(kernel / 2, kernel / 2), Lengths(1, 1), false); }
CTYOLO_INLINE at::Tensor upsample(const at::Tensor& x, int factor) {
  return at::_ops::upsample_nearest2d::call(x, Lengths(x.size(2) * factor, x.size(3) * factor), {}, {});  // [N,C,fH,fW]
}
CTYOLO_INLINE at::Tensor space_to_depth(const at::Tensor& x) {
  const auto part = [&](int row, int column) { return x.slice(2, row, c10::nullopt, 2).slice(3, column, c10::nullopt, 2); };
  return concat({part(0, 0), part(1, 0), part(0, 1), part(1, 1)});  // [N,4C,H/2,W/2]
}

}  // namespace ctyolo::inline v0::detail::aten
