// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of nn/anomaly.hpp.
#pragma once

#include <ctyolo/nn/anomaly.hpp>

namespace ctyolo::inline v0 {

CTYOLO_INLINE bool all_finite(const at::Tensor& x) { return !x.defined() || x.detach().isfinite().all().item<bool>(); }

CTYOLO_INLINE std::string first_broken_weight(const Parameters& p) {
  std::string found;
  p.visit([&](const std::string& name, const at::Tensor& t) {
    if (found.empty() && !all_finite(t)) found = name;
  });
  return found;
}

CTYOLO_INLINE std::string first_broken_gradient(const Parameters& p) {
  std::string found;  // the last one in the order of the forward pass
  p.visit([&](const std::string& name, const at::Tensor& t) {
    if (!all_finite(t.grad())) found = name;
  });
  return found;
}

}  // namespace ctyolo::inline v0
