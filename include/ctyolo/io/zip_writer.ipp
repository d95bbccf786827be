// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of io/zip_writer.hpp.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/io/atomic_file.hpp>
#include <ctyolo/io/zip_archive.hpp>
#include <ctyolo/io/zip_writer.hpp>

#include <cstdint>
#include <deque>
#include <vector>

namespace ctyolo::inline v0 {

namespace detail::zip_out {

inline constexpr std::size_t alignment = 64, local_bytes = 30, field_bytes = 4;

inline void little(std::string& out, std::uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 255);
}

/// What a local header and an entry of the directory have in common: version 2.0, names in UTF-8, stored, 1 January 1980.
inline std::string common(std::uint32_t crc, std::size_t bytes, std::size_t name) {
  std::string out;
  for (const unsigned value : {20u, 0x800u, 0u, 0u, 0x21u}) little(out, value, 2);
  little(out, crc, 4);
  little(out, bytes, 4);
  little(out, bytes, 4);
  little(out, name, 2);
  return out;
}

}  // namespace detail::zip_out

CTYOLO_INLINE void write_zip(const std::string& path, std::span<const ZipSource> entries) {
  using namespace detail::zip_out;
  constexpr std::uint64_t limit = 0xffff'ffff;
  if (entries.size() >= 0xffff) fail(path, ": ", entries.size(), " entries; an archive holds at most 65534");
  std::deque<std::string> texts;  // headers; a deque, so that they stay where they are
  std::vector<std::span<const std::byte>> pieces;
  const auto write = [&](std::span<const std::byte> bytes) { pieces.push_back(bytes); };
  const auto write_text = [&](std::string text) { write(std::as_bytes(std::span(texts.emplace_back(std::move(text))))); };

  std::string directory;
  std::uint64_t at = 0;
  for (const ZipSource& e : entries) {
    const std::string facts = common(crc32_of(e.bytes), e.bytes.size(), e.name.size());
    const std::uint64_t name_end = at + local_bytes + e.name.size();
    const std::uint64_t padding = (alignment - (name_end + field_bytes) % alignment) % alignment;
    std::string local = "PK\3\4" + facts;
    little(local, field_bytes + padding, 2);
    local += e.name + "FB";  // a field that torch pads with, too
    little(local, padding, 2);
    local.append(padding, 'Z');

    directory += "PK\1\2";
    little(directory, 20, 2);  // made by version 2.0
    directory += facts;
    little(directory, 0, 4);  // no field, no comment
    little(directory, 0, 8);  // first disk, no attributes
    little(directory, at, 4);
    directory += e.name;

    at += local.size() + e.bytes.size();
    write_text(std::move(local));
    write(e.bytes);
    if (at > limit) fail(path, ": more than 4 GiB, which is not supported");
  }
  std::string end = "PK\5\6";
  little(end, 0, 4);  // one disk
  little(end, entries.size(), 2);
  little(end, entries.size(), 2);
  little(end, directory.size(), 4);
  little(end, at, 4);
  little(end, 0, 2);  // no comment
  if (at + directory.size() > limit) fail(path, ": more than 4 GiB, which is not supported");
  write_text(std::move(directory));
  write_text(std::move(end));
  write_file_atomically(path, pieces);
}

}  // namespace ctyolo::inline v0
