// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of io/zip_archive.hpp.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/io/byte_reader.hpp>
#include <ctyolo/io/zip_archive.hpp>

#include <array>

namespace ctyolo::inline v0 {

namespace detail::zip {

inline constexpr std::uint32_t local_mark = 0x04034b50, entry_mark = 0x02014b50, end_mark = 0x06054b50;
inline constexpr std::uint32_t end64_mark = 0x06064b50, locator_mark = 0x07064b50;
inline constexpr std::size_t local_bytes = 30, entry_bytes = 46, end_bytes = 22, locator_bytes = 20;
inline constexpr std::uint32_t elsewhere = 0xffffffff;  // the value stands in a ZIP64 field

struct Directory {
  std::uint64_t entries = 0, bytes = 0, offset = 0;
  std::size_t end = 0;  // what follows the directory begins here
};

/// The record that ends the archive: the last one whose comment ends with the file.
inline std::size_t find_end(std::span<const std::byte> file, const std::string& path) {
  constexpr std::size_t longest_comment = 0xffff;
  for (std::size_t comment = 0; comment <= longest_comment && comment + end_bytes <= file.size(); ++comment) {
    const std::size_t at = file.size() - comment - end_bytes;
    if (file[at] != std::byte{'P'} || file[at + 1] != std::byte{'K'}) continue;
    ByteReader in(file, path, at);
    if (in.number<std::uint32_t>() != end_mark) continue;
    in.seek(at + 20);
    if (in.number<std::uint16_t>() == comment) return at;
  }
  fail(path, ": not a complete ZIP archive: the directory at its end is missing; the file is cut or damaged");
}

inline Directory find_directory(std::span<const std::byte> file, const std::string& path) {
  const std::size_t end = find_end(file, path);
  ByteReader in(file, path, end + 4);
  const auto disk = in.number<std::uint16_t>(), first_disk = in.number<std::uint16_t>();
  const auto here = in.number<std::uint16_t>(), all = in.number<std::uint16_t>();
  Directory d{.entries = all, .bytes = in.number<std::uint32_t>(), .offset = in.number<std::uint32_t>(), .end = end};
  const bool far = all == 0xffff || d.bytes == elsewhere || d.offset == elsewhere || disk == 0xffff;
  if (far && end >= locator_bytes) {
    ByteReader locator(file, path, end - locator_bytes);
    if (locator.number<std::uint32_t>() == locator_mark) {
      locator.number<std::uint32_t>();  // the disk, of which there is one
      const auto at = locator.number<std::uint64_t>();
      ByteReader end64(file, path);
      end64.seek(at);
      if (end64.number<std::uint32_t>() != end64_mark) end64.bad("no end record of ZIP64, to which its locator points");
      end64.take(8 + 2 + 2 + 4 + 4);
      const auto here64 = end64.number<std::uint64_t>();
      d.entries = end64.number<std::uint64_t>();
      d.bytes = end64.number<std::uint64_t>();
      d.offset = end64.number<std::uint64_t>();
      d.end = static_cast<std::size_t>(at);
      if (here64 != d.entries) fail(path, ": a part of a ZIP archive of several files");
    }
  } else if (disk != 0 || first_disk != 0 || here != all) {
    fail(path, ": a part of a ZIP archive of several files");
  }
  if (d.bytes > d.end || d.offset > d.end - d.bytes)
    fail(path, ": the ZIP directory should be ", d.bytes, " bytes from byte ", d.offset, " on, but ends at byte ",
         d.end);
  if (d.entries > d.bytes / entry_bytes)
    fail(path, ": the ZIP directory of ", d.bytes, " bytes cannot hold ", d.entries, " entries");
  return d;
}

/// Takes those of the three values from the ZIP64 field that did not fit in 32 bits.
inline void widen(ByteReader extra, std::uint64_t& bytes, std::uint64_t& packed, std::uint64_t& offset) {
  while (extra.remaining() >= 4) {
    const auto tag = extra.number<std::uint16_t>();
    const auto length = extra.number<std::uint16_t>();
    if (tag != 1) {
      extra.take(length);
      continue;
    }
    ByteReader field(extra.take(length), extra.name());
    for (std::uint64_t* value : {&bytes, &packed, &offset})
      if (*value == elsewhere) *value = field.number<std::uint64_t>();
    return;
  }
}

inline constexpr auto crc_table = [] {
  std::array<std::array<std::uint32_t, 256>, 4> table{};
  for (std::uint32_t i = 0; i < 256; ++i) {
    std::uint32_t c = i;
    for (int bit = 0; bit < 8; ++bit) c = (c & 1) != 0 ? 0xedb88320u ^ (c >> 1) : c >> 1;
    table[0][i] = c;
  }
  for (std::size_t k = 1; k < 4; ++k)
    for (std::size_t i = 0; i < 256; ++i) table[k][i] = table[0][table[k - 1][i] & 255] ^ (table[k - 1][i] >> 8);
  return table;
}();

}  // namespace detail::zip

CTYOLO_INLINE std::uint32_t crc32_of(std::span<const std::byte> bytes) {
  const auto& t = detail::zip::crc_table;
  const auto at = [&](std::size_t i) { return std::to_integer<std::uint32_t>(bytes[i]); };
  std::uint32_t c = 0xffffffffu;
  std::size_t i = 0;
  for (; i + 4 <= bytes.size(); i += 4) {
    c ^= at(i) | at(i + 1) << 8 | at(i + 2) << 16 | at(i + 3) << 24;
    c = t[3][c & 255] ^ t[2][(c >> 8) & 255] ^ t[1][(c >> 16) & 255] ^ t[0][c >> 24];
  }
  for (; i < bytes.size(); ++i) c = t[0][(c ^ at(i)) & 255] ^ (c >> 8);
  return ~c;
}

CTYOLO_INLINE bool ZipArchive::looks_like(std::span<const std::byte> file) {
  return file.size() >= 4 && ByteReader(file, {}).number<std::uint32_t>() == detail::zip::local_mark;
}

CTYOLO_INLINE ZipArchive::ZipArchive(std::span<const std::byte> file, const std::string& path)
    : file_(file), path_(path) {
  namespace zip = detail::zip;
  const zip::Directory directory = zip::find_directory(file, path);
  directory_ = directory.offset;
  ByteReader in(file.first(static_cast<std::size_t>(directory.offset + directory.bytes)), path);
  in.seek(directory.offset);
  for (std::uint64_t i = 0; i < directory.entries; ++i) {
    const std::size_t begin = in.position();
    if (in.number<std::uint32_t>() != zip::entry_mark)
      in.bad_at(begin, "no entry of the ZIP directory, where one was due");
    in.take(4);  // versions
    const auto flags = in.number<std::uint16_t>(), method = in.number<std::uint16_t>();
    in.take(4);  // time and date
    ZipEntry entry{.name = {}, .crc32 = in.number<std::uint32_t>()};
    std::uint64_t packed = in.number<std::uint32_t>();
    entry.bytes = in.number<std::uint32_t>();
    const auto name = in.number<std::uint16_t>(), extra = in.number<std::uint16_t>(),
               comment = in.number<std::uint16_t>();
    in.take(8);  // disk and attributes
    entry.local_header = in.number<std::uint32_t>();
    entry.name = in.text(name);
    const std::string what = path + ": the ZIP entry " + quoted_for_error(entry.name);
    zip::widen(ByteReader(in.take(extra), what + ": extra field"), entry.bytes, packed, entry.local_header);
    in.take(comment);
    if ((flags & 1) != 0) fail(what, " is encrypted, which is not supported");
    if (method != 0)
      fail(what, " is compressed (method ", method, "); checkpoints store their entries, was this one packed anew?");
    if (packed != entry.bytes) fail(what, " has two different sizes, ", packed, " and ", entry.bytes, " bytes");
    if (!places_.emplace(entry.name, entries_.size()).second) fail(what, " is there twice");
    entries_.push_back(entry);
  }
}

CTYOLO_INLINE const ZipEntry* ZipArchive::find(std::string_view name) const {
  const auto found = places_.find(name);
  return found == places_.end() ? nullptr : &entries_[found->second];
}

CTYOLO_INLINE std::span<const std::byte> ZipArchive::data(const ZipEntry& entry) const {
  namespace zip = detail::zip;
  const std::string what = path_ + ": the ZIP entry " + quoted_for_error(entry.name);
  ByteReader in(file_.first(static_cast<std::size_t>(directory_)), what);
  in.seek(entry.local_header);
  if (in.number<std::uint32_t>() != zip::local_mark) in.bad_at(in.position() - 4, "no local header, where one was due");
  in.take(zip::local_bytes - 4 - 4);
  const auto name = in.number<std::uint16_t>(), extra = in.number<std::uint16_t>();
  if (in.text(name) != entry.name) in.bad("has another name in its local header");
  in.take(extra);
  const auto data = in.take(entry.bytes);
  if (const auto crc = crc32_of(data); crc != entry.crc32)
    fail(what, " is damaged: its checksum is ", crc, " instead of ", entry.crc32);
  return data;
}

}  // namespace ctyolo::inline v0
