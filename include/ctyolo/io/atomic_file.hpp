// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Files that are either the old one or the new one, never half of either. Tier: app (POSIX).
#pragma once

#include <ctyolo/core/config.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace ctyolo::inline v0 {

/// Writes the pieces, one after the other, as the file `path`: into `path`.tmp first, which takes its place when all of
/// it is on the disk. Until then an older file stays as it was; it also lends the new one its permissions.
/// Several threads or processes may write the same path at once: they take turns.
/// @throws Error when it cannot be done (disk full, no permission, no such folder); nothing is left behind then
void write_file_atomically(const std::string& path, std::span<const std::span<const std::byte>> pieces);
void write_file_atomically(const std::string& path, std::string_view text);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/io/atomic_file.ipp>
#endif
