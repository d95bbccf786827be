// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Which vector instructions the processor has. Tier: spec (std and compiler extensions).
#pragma once

namespace ctyolo::inline v0 {

/// Each includes those before it. avx2 has fma; avx512 is f, dq, bw and vl.
enum class Instructions : unsigned char { portable, sse4, avx2, avx512 };

/// The best that this processor has; asked once.
inline Instructions instructions() {
#if defined(__x86_64__)
  static const Instructions best = [] {
    __builtin_cpu_init();
    if (!__builtin_cpu_supports("sse4.1")) return Instructions::portable;
    if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) return Instructions::sse4;
    const bool wide = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") &&
                      __builtin_cpu_supports("avx512vl");
    return wide ? Instructions::avx512 : Instructions::avx2;
  }();
  return best;
#else
  return Instructions::portable;
#endif
}

}  // namespace ctyolo::inline v0
