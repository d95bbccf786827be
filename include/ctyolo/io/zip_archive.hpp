// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Files in a ZIP archive without compression, as torch.save writes it. Tier: spec (std only).
//
// The central directory at the end is believed, not the local headers, whose sizes torch leaves 0. ZIP64 is read.
// https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
#pragma once

#include <ctyolo/core/config.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ctyolo::inline v0 {

/// One file of the archive, as its central directory has it.
struct ZipEntry {
  std::string_view name;  ///< a view of the archive
  std::uint64_t bytes = 0;
  std::uint64_t local_header = 0;  ///< where that begins
  std::uint32_t crc32 = 0;
};

class ZipArchive {
 public:
  /// Reads the directory. @param file the whole archive, not owned @param path what errors call it
  /// @throws Error in one line for a damaged archive, and for one with compressed or encrypted entries
  ZipArchive(std::span<const std::byte> file, const std::string& path);

  /// Whether bytes begin like an archive.
  static bool looks_like(std::span<const std::byte> file);

  const std::vector<ZipEntry>& entries() const { return entries_; }
  /// nullptr when there is none of that name.
  const ZipEntry* find(std::string_view name) const;
  /// A view of the archive. The checksum is computed anew at each call. @throws Error when it differs, or out of bounds
  std::span<const std::byte> data(const ZipEntry& entry) const;

 private:
  std::span<const std::byte> file_;
  std::string path_;
  std::uint64_t directory_ = 0;  // where the data ends and the directory begins
  std::vector<ZipEntry> entries_;
  std::map<std::string_view, std::size_t> places_;
};

/// The checksum of ZIP and PNG.
std::uint32_t crc32_of(std::span<const std::byte> bytes);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/io/zip_archive.ipp>
#endif
