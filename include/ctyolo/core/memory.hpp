// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Memory that the process uses, and what is left for it. Tier: spec (std, Linux).
#pragma once

#include <ctyolo/core/config.hpp>

#include <cstdint>

namespace ctyolo::inline v0 {

/// Resident memory of this process in GB (1e9 bytes); 0 where the system does not say.
double process_memory_gb();

/// Memory that can still be taken without swapping, in bytes: the system's, or less where the process lives in a
/// container with a limit (cgroup, version 2 or 1). 0 where the system does not say.
std::uint64_t free_memory_bytes();

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/core/memory.ipp>
#endif
