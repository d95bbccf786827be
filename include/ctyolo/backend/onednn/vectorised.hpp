// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Runs a kernel with the processor's best instructions. Tier: spec (std and compiler extensions).
#pragma once

#include <ctyolo/backend/wide.hpp>

namespace ctyolo::inline v0::onednn::detail {

template <class Kernel>
CTYOLO_TARGET_AVX2 void run_avx2(const Kernel& kernel) { kernel.template run<8>(); }
template <class Kernel>
CTYOLO_TARGET_AVX512 void run_avx512(const Kernel& kernel) { kernel.template run<16>(); }
template <int B, class Kernel>
void run_portable(const Kernel& kernel) { kernel.template run<B>(); }

/// Calls `kernel.run<block>()`, whose body is CTYOLO_BODY.
template <class Kernel>
void vectorised(int block, const Kernel& kernel) {
  if (block == 16) {
    if (instructions() == Instructions::avx512) return run_avx512(kernel);
    return run_portable<16>(kernel);
  }
  if (instructions() >= Instructions::avx2) return run_avx2(kernel);
  run_portable<8>(kernel);
}

}  // namespace ctyolo::inline v0::onednn::detail
