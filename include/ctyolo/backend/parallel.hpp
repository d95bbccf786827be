// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A loop cut into one piece a compute thread. Tier: spec (std, OpenMP where compiled in).
#pragma once

#include <algorithm>
#include <cstdint>
#include <exception>

#ifdef _OPENMP
#include <omp.h>
#endif

namespace ctyolo::inline v0 {

/// Threads that `parallel_for` uses at most: OpenMP's setting for the calling thread; 1 without OpenMP.
inline int compute_threads() {
#ifdef _OPENMP
  return omp_in_parallel() != 0 ? 1 : omp_get_max_threads();
#else
  return 1;
#endif
}

/// Calls `f(from, to)` for pieces that cover [begin, end), one a thread; returns when all are done.
///
/// Cuts lie at multiples of `grain` from `begin`, and no piece but the last is smaller, so a short loop stays on the
/// calling thread. Where the cuts lie depends on the number of threads, never on timing. An exception of `f` is passed
/// on once every piece is through (one of them, when several pieces throw).
template <class F>
void parallel_for(std::int64_t begin, std::int64_t end, std::int64_t grain, F&& f) {
  if (begin >= end) return;
  const std::int64_t grains = (end - begin + grain - 1) / grain;
  const std::int64_t pieces = std::min<std::int64_t>(compute_threads(), grains);
  if (pieces <= 1) {
    f(begin, end);
    return;
  }
#ifdef _OPENMP
  std::exception_ptr failure;
#pragma omp parallel num_threads(static_cast<int>(pieces))
  {
    // The runtime may give fewer threads than asked for: each takes every n-th piece.
    for (std::int64_t piece = omp_get_thread_num(); piece < pieces; piece += omp_get_num_threads()) {
      const std::int64_t from = begin + grains * piece / pieces * grain;
      const std::int64_t to = std::min(end, begin + grains * (piece + 1) / pieces * grain);
      try {
        f(from, to);
      } catch (...) {
#pragma omp critical(ctyolo_parallel_for)
        failure = std::current_exception();
      }
    }
  }
  if (failure) std::rethrow_exception(failure);
#endif
}

}  // namespace ctyolo::inline v0
