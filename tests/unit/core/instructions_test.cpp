// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Tests of core/instructions.hpp.
#include "test.hpp"

#include <ctyolo/core/instructions.hpp>

#include <fstream>
#include <sstream>
#include <string>

using namespace ctyolo;

TEST_CASE("core/instructions: what the system says of the processor") {
  std::string flags;
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);)
    if (line.starts_with("flags")) {
      flags = line.substr(line.find(':') + 1) + " ";
      break;
    }
  if (flags.empty()) {
    MESSAGE("skipped: /proc/cpuinfo has no flags of an x86 processor");
    return;
  }
  const auto has = [&](const std::string& names) {
    std::istringstream words(names);
    for (std::string name; words >> name;)
      if (flags.find(" " + name + " ") == std::string::npos) return false;
    return true;
  };
  const Instructions best = instructions();
  CHECK((best >= Instructions::sse4) == has("sse4_1"));
  CHECK((best >= Instructions::avx2) == has("sse4_1 avx2 fma"));
  CHECK((best == Instructions::avx512) == has("sse4_1 avx2 fma avx512f avx512dq avx512bw avx512vl"));
}
