// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Memory that the process uses. Tier: spec (std, Linux).
#pragma once

#include <fstream>

#include <unistd.h>

namespace ctyolo::inline v0 {

/// Resident memory of this process in GB (1e9 bytes); 0 where the system does not say.
inline double process_memory_gb() {
  std::ifstream file("/proc/self/statm");
  double pages = 0, resident = 0;
  if (!(file >> pages >> resident)) return 0;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e9;
}

}  // namespace ctyolo::inline v0
