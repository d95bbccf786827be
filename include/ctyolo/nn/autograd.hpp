// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// LibTorch's autograd, for backends whose maps are its tensors. Tier: nn.
#pragma once

#include <ctyolo/backend/torch.hpp>
#include <ctyolo/core/config.hpp>

#include <vector>

namespace ctyolo::inline v0 {

/// Adds to the gradients of all that `outputs` were computed from. @param gradients  of the loss, in the shapes of `outputs`
void autograd_backward(const std::vector<at::Tensor>& outputs, const std::vector<at::Tensor>& gradients);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/nn/autograd.ipp>
#endif
