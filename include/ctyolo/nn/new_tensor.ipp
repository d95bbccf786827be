// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of nn/new_tensor.hpp.
#pragma once

#include <ctyolo/nn/new_tensor.hpp>

#include <ATen/ops/from_blob.h>

namespace ctyolo::inline v0 {

CTYOLO_INLINE at::Tensor new_tensor(at::IntArrayRef sizes, const at::TensorOptions& options) {
  return at::from_blob(nullptr, {0}, at::kByte).new_empty(sizes, options);
}

}  // namespace ctyolo::inline v0
