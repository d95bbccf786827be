// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of io/strip.hpp.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/io/strip.hpp>

#include <cstdint>
#include <string_view>

namespace ctyolo::inline v0 {

CTYOLO_INLINE StateDict half_precision(const StateDict& tensors, const std::string& path) {
  StateDict out;
  for (const auto& [name, tensor] : tensors) {
    if (!at::isFloatingType(tensor.scalar_type())) {
      out.emplace_back(name, tensor);
      continue;
    }
    const at::Tensor wide = tensor.detach().to(at::kFloat).contiguous();
    const at::Tensor half = wide.to(at::kHalf);
    const c10::Half* p = half.data_ptr<c10::Half>();
    for (std::int64_t i = 0; i < half.numel(); ++i)
      if ((p[i].x & 0x7c00) == 0x7c00)  // infinite or none
        fail(path, ": ", name, " has the number ", wide.data_ptr<float>()[i], " at place ", i,
             ", which f16 cannot hold (up to 65504); keep f32 (export --fp32)");
    out.emplace_back(name, half);
  }
  return out;
}

CTYOLO_INLINE void strip(Checkpoint& c, WeightsAs weights) {
  constexpr std::string_view of_a_run = "train.";
  std::erase_if(c.tensors, [&](const auto& entry) { return entry.first.starts_with(of_a_run); });
  if (weights == WeightsAs::f16) c.tensors = half_precision(c.tensors, c.path());
  c.set("resumable", to_text(false));
}

}  // namespace ctyolo::inline v0
