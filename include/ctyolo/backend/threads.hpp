// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The number of compute threads. Tier: tensor (ATen).
#pragma once

#include <ctyolo/backend/torch.hpp>

#include <ATen/Parallel.h>

#include <algorithm>
#include <thread>

#ifdef _OPENMP
#include <omp.h>
#endif

namespace ctyolo::inline v0 {

/// Sets the threads of LibTorch's operators and of parallel_for; 0: one a core. @return the number in force
/// @note LibTorch keeps one number for the whole process, and Debian's starts at 1.
inline int set_compute_threads(int threads) {
  const int n = threads > 0 ? threads : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  at::set_num_threads(n);
#ifdef _OPENMP
  omp_set_num_threads(n);  // under clang a second OpenMP runtime, with a number of its own
#endif
  return n;
}

/// As many compute threads while it lives, for the thread that made it; afterwards as many as before.
/// @code
///   const ComputeThreads two(2);   // in each thread that detects, when the program has other work for the cores
/// @endcode
class ComputeThreads {
 public:
  explicit ComputeThreads(int threads) : before_(at::get_num_threads()) { set_compute_threads(threads); }
  ~ComputeThreads() { set_compute_threads(before_); }
  ComputeThreads(const ComputeThreads&) = delete;
  ComputeThreads& operator=(const ComputeThreads&) = delete;

 private:
  int before_;
};

/// Loader threads where the user names none: the cores that one compute thread leaves free, at most 8.
inline int default_workers() {
  return std::clamp(static_cast<int>(std::thread::hardware_concurrency()) - 1, 1, 8);
}

}  // namespace ctyolo::inline v0
