// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of nn/autograd.hpp.
#pragma once

#include <ctyolo/nn/autograd.hpp>

#include <torch/csrc/autograd/autograd.h>

namespace ctyolo::inline v0 {

CTYOLO_INLINE void autograd_backward(const std::vector<at::Tensor>& outputs, const std::vector<at::Tensor>& gradients) {
  torch::autograd::backward(outputs, gradients);
}

}  // namespace ctyolo::inline v0
