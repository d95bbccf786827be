// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Cases as tensors of LibTorch.
#pragma once

#include "kinds.hpp"

#include <ctyolo/backend/torch.hpp>

#include <ATen/ops/from_blob.h>

namespace replay {

inline at::Tensor tensor(const Case& c, const std::string& name, const Sides& form) {
  std::vector<float> numbers = c.floats(name, form);
  return at::from_blob(numbers.data(), c.sides(name), at::kFloat).clone();
}
/// Of four sides.
inline at::Tensor tensor(const Case& c, const std::string& name) { return tensor(c, name, {any, any, any, any}); }

inline void add_tensor(const std::string& name, const at::Tensor& t, const Limit& limit, Results& results) {
  const at::Tensor dense = t.detach().contiguous();
  const float* from = dense.data_ptr<float>();
  results.add(name, dense.sizes().vec(), std::vector<float>(from, from + dense.numel()), limit);
}

}  // namespace replay
