// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Loader threads give way to threads that compute. Tier: data (std, Linux).
#pragma once

#if defined(__linux__)
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

#include <algorithm>

namespace ctyolo::inline v0 {

/// Raises the nice value of the calling thread alone by `by` (Linux keeps one per thread; elsewhere nothing happens).
/// Why: on a small machine a loader thread that takes a core from one of two compute threads stops both.
inline void yield_priority(int by) {
#if defined(__linux__)
  const auto thread = static_cast<id_t>(syscall(SYS_gettid));
  const int nice = getpriority(PRIO_PROCESS, thread);
  setpriority(PRIO_PROCESS, thread, std::min(nice + by, 19));  // refused: nothing is lost but speed
#else
  static_cast<void>(std::max(by, 0));
#endif
}

}  // namespace ctyolo::inline v0
