// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A tensor made from nothing. Tier: nn.
//
// at::empty would do, but its header brings ATen/core/ivalue.h, which doubles what LibTorch costs to parse; a tensor's own
// methods do not (docs/compile-time.md).
#pragma once

#include <ctyolo/backend/torch.hpp>
#include <ctyolo/core/config.hpp>

namespace ctyolo::inline v0 {

/// Not initialized.
at::Tensor new_tensor(at::IntArrayRef sizes, const at::TensorOptions& options);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/nn/new_tensor.ipp>
#endif
