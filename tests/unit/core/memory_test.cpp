// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Tests of core/memory.hpp.
#include "test.hpp"

#include <ctyolo/core/memory.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

using namespace ctyolo;

TEST_CASE("core/memory: a process uses some memory, and what it takes is seen") {
  const double before = process_memory_gb();
  CHECK(before > 0.0005);
  std::vector<char> taken(std::size_t{200} << 20);
  for (volatile char *byte = taken.data(), *end = byte + taken.size(); byte < end; byte += 1024) *byte = 1;  // or the compiler drops it
  CHECK(process_memory_gb() - before > 0.15);
  CHECK(process_memory_gb() < 1000);
}

TEST_CASE("core/memory: some is left") {
  CHECK(free_memory_bytes() > (1U << 20));
  CHECK(free_memory_bytes() < std::uint64_t{1} << 50);
}
