// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Pictures of noise as the loader gives them, the same at every call.
#pragma once

#include <ctyolo/core/random.hpp>

#include <ATen/core/Tensor.h>
#include <ATen/ops/empty.h>

#include <cstdint>

namespace test {

inline at::Tensor noise_pictures(int n, int height, int width) {
  at::Tensor t = at::empty({n, 3, height, width}, at::kByte);  // u8 [N,3,H,W]
  ctyolo::Random random({.seed = 5});
  for (auto* p = t.data_ptr<std::uint8_t>(), *end = p + t.numel(); p != end; ++p) *p = static_cast<std::uint8_t>(random.below(256));
  return t;
}

}  // namespace test
