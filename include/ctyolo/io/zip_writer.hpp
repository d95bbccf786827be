// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A ZIP archive without compression whose entries begin at multiples of 64 bytes. Tier: app (POSIX).
#pragma once

#include <ctyolo/core/config.hpp>

#include <cstddef>
#include <span>
#include <string>

namespace ctyolo::inline v0 {

struct ZipSource {
  std::string name;                 ///< with its folders: "archive/data/0"
  std::span<const std::byte> bytes; ///< not owned
};

/// Writes them in this order, atomically; nothing is copied. The same entries give the same bytes: there is no time in it.
/// @throws Error when it cannot be done, or for more than the 4 GiB and 65534 entries of a plain archive
void write_zip(const std::string& path, std::span<const ZipSource> entries);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/io/zip_writer.ipp>
#endif
