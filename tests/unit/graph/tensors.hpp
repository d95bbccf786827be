// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Tensors out of golden files, and slopes by finite differences.
#pragma once

#include "golden.hpp"

#include <ATen/ops/empty_like.h>
#include <ATen/ops/from_blob.h>
#include <torch/csrc/autograd/autograd.h>

#include <string>
#include <vector>

namespace test {

inline at::Tensor tensor(const Golden& golden, const std::string& name) {
  std::vector<float> numbers = golden.floats(name);
  return at::from_blob(numbers.data(), golden.shape(name), at::kFloat).clone();
}

/// Largest absolute difference.
inline double apart(const at::Tensor& a, const at::Tensor& b) {
  return a.sizes() == b.sizes() ? a.sub(b).abs().max().item<double>() : 1e30;
}

/// d(f)/d(x), by autograd. @param f  a scalar of tensors that require gradients
template <class F>
at::Tensor slope_of(const F& f, at::Tensor x) {
  x.set_requires_grad(true);
  return torch::autograd::grad({f()}, {x})[0];
}

/// The same, element by element, from two values of f. @param x  f64, contiguous
template <class F>
at::Tensor finite_differences(const F& f, const at::Tensor& x) {
  constexpr double step = 1e-6;
  const at::Tensor slopes = at::empty_like(x);
  double* p = x.data_ptr<double>();
  for (std::int64_t i = 0; i < x.numel(); ++i) {
    const double here = p[i];
    p[i] = here + step;
    const double above = f().template item<double>();
    p[i] = here - step;
    const double below = f().template item<double>();
    p[i] = here;
    slopes.data_ptr<double>()[i] = (above - below) / (2 * step);
  }
  return slopes;
}

}  // namespace test
