// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The tensors of one layer, as every backend sees them. Tier: tensor (ATen).
#pragma once

#include <ctyolo/backend/torch.hpp>

namespace ctyolo::inline v0 {

/// Views into the flat arrays; undefined where the layer has no such part. f32, contiguous.
struct LayerTensors {
  at::Tensor weight;          // [out, in/groups, k, k]
  at::Tensor bias;            // [out]  the convolution's, or the norm's shift
  at::Tensor scale;           // [out]
  at::Tensor mean, variance;  // [out]  running statistics
};

}  // namespace ctyolo::inline v0
