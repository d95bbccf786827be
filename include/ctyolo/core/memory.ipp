// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of core/memory.hpp.
#pragma once

#include <ctyolo/core/memory.hpp>

#include <algorithm>
#include <fstream>
#include <limits>
#include <string>

#include <unistd.h>

namespace ctyolo::inline v0 {

CTYOLO_INLINE double process_memory_gb() {
  std::ifstream file("/proc/self/statm");
  double pages = 0, resident = 0;
  if (!(file >> pages >> resident)) return 0;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e9;
}

CTYOLO_INLINE std::uint64_t free_memory_bytes() {
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
