// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of nn/autograd.hpp.
#pragma once

#include <ctyolo/nn/autograd.hpp>

#include <cstddef>

namespace ctyolo::inline v0 {

CTYOLO_INLINE void autograd_backward(const std::vector<at::Tensor>& outputs, const std::vector<at::Tensor>& gradients) {
  // The sum of the outputs' products with their gradients has these very gradients; a tensor's backward() has one output.
  const auto flat = [](const at::Tensor& map) { return map.permute({0, 2, 3, 1}).reshape(-1); };  // no copy of a map in channels-last order
  at::Tensor sum;
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    const at::Tensor product = flat(outputs[i]).dot(flat(gradients[i]));
    sum = sum.defined() ? sum.add(product) : product;
  }
  if (sum.defined()) sum.backward();
}

}  // namespace ctyolo::inline v0
