// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Memory that the process uses, and what is left for it. Tier: spec (std, Linux).
#pragma once

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <limits>
#include <string>

#include <unistd.h>

namespace ctyolo::inline v0 {

/// Resident memory of this process in GB (1e9 bytes); 0 where the system does not say.
inline double process_memory_gb() {
  std::ifstream file("/proc/self/statm");
  double pages = 0, resident = 0;
  if (!(file >> pages >> resident)) return 0;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e9;
}

/// Memory that can still be taken without swapping, in bytes: the system's, or less where the process lives in a
/// container with a limit (cgroup, version 2 or 1). 0 where the system does not say.
inline std::uint64_t free_memory_bytes() {
  const auto number = [](const char* path) {  // "max" reads as none
    std::ifstream file(path);
    std::uint64_t value = 0;
    return file >> value ? value : std::numeric_limits<std::uint64_t>::max();
  };
  const auto left = [&](const char* limit, const char* used) {
    const std::uint64_t most = number(limit), now = number(used);
    return most == std::numeric_limits<std::uint64_t>::max() ? most : most - std::min(now, most);
  };
  std::ifstream file("/proc/meminfo");
  std::uint64_t system = 0, value_kb = 0;
  for (std::string name, unit; file >> name >> value_kb && std::getline(file, unit);)
    if (name == "MemAvailable:") system = value_kb * 1024;
  return std::min({system, left("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory.current"),
                   left("/sys/fs/cgroup/memory/memory.limit_in_bytes", "/sys/fs/cgroup/memory/memory.usage_in_bytes")});
}

}  // namespace ctyolo::inline v0
