// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The folder that a run writes into: exp, exp2, exp3, ... Tier: app (POSIX).
#pragma once

#include <ctyolo/core/config.hpp>

#include <string>

namespace ctyolo::inline v0 {

/// Makes project/name, or project/name2, project/name3, ... where that exists already, and says which. Two programs
/// that start at the same moment get two folders.
/// @param exist_ok  take project/name even if it exists
/// @throws Error in one line when no folder can be made
std::string make_run_folder(const std::string& project, const std::string& name, bool exist_ok = false);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/io/run_folder.ipp>
#endif
