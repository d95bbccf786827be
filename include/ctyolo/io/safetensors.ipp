// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of io/safetensors.hpp.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/core/json_text.hpp>
#include <ctyolo/io/atomic_file.hpp>
#include <ctyolo/io/safetensors.hpp>
#include <ctyolo/io/safetensors_header.ipp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <limits>
#include <optional>
#include <tuple>
#include <utility>

namespace ctyolo::inline v0 {

static_assert(std::endian::native == std::endian::little, "ctyolo: safetensors files are little endian");

namespace detail {

/// Bytes of a tensor, or nothing when they cannot be counted in 63 bits.
inline std::optional<std::uint64_t> counted_bytes(const std::vector<std::uint64_t>& shape, std::size_t element) {
  constexpr std::uint64_t limit = std::numeric_limits<std::int64_t>::max();
  std::uint64_t bytes = element;
  bool empty = false;
  for (const std::uint64_t side : shape) {
    if (side > limit || (side != 0 && bytes > limit / side)) return std::nullopt;
    if (side == 0)
      empty = true;
    else
      bytes *= side;
  }
  return empty ? 0 : bytes;
}

}  // namespace detail

CTYOLO_INLINE std::string_view dtype_name(Dtype dtype) {
  return detail::dtype_facts[static_cast<std::size_t>(dtype)].name;
}
CTYOLO_INLINE std::size_t dtype_bytes(Dtype dtype) {
  return detail::dtype_facts[static_cast<std::size_t>(dtype)].bytes;
}

CTYOLO_INLINE const TensorRecord* SafetensorsFile::find(std::string_view name) const {
  const auto found = places_.find(name);
  return found == places_.end() ? nullptr : &records_[found->second];
}

CTYOLO_INLINE std::byte* SafetensorsFile::reserve_data(std::size_t bytes) {
  data_ = std::make_unique_for_overwrite<Line[]>(bytes / sizeof(Line) + 1);
  return data_[0].bytes;
}

/// Fills everything but the data itself, which `data_` must already hold (for a check alone: nothing).
CTYOLO_INLINE void SafetensorsFile::read_header(std::string_view header, std::size_t data_bytes) {
  std::vector<detail::HeaderEntry> entries;
  detail::HeaderReader(path_, header).read(metadata_, entries);

  std::sort(entries.begin(), entries.end(),
            [](auto& a, auto& b) { return std::tie(a.offsets, a.name) < std::tie(b.offsets, b.name); });
  std::uint64_t end = 0;  // of the data accounted for
  for (auto& entry : entries) {
    const std::string tensor = path_ + ": tensor " + detail::shown(entry.name);
    if (entry.offsets->size() != 2) fail(tensor, " has ", entry.offsets->size(), " data_offsets instead of 2");
    const std::uint64_t first = (*entry.offsets)[0], last = (*entry.offsets)[1];
    if (first > last || last > data_bytes)
      fail(tensor, " lies at bytes ", first, " to ", last, " of ", data_bytes,
           " bytes of data; the file is cut or damaged");
    if (first != end)
      fail(tensor, " begins at byte ", first, " of the data, where byte ", end, " was due: a gap or an overlap");
    const auto bytes = detail::counted_bytes(*entry.shape, dtype_bytes(*entry.dtype));
    if (!bytes) fail(tensor, " has a shape too large to count its bytes");
    if (*bytes != last - first) fail(tensor, " has ", last - first, " bytes, but its dtype and shape ask for ", *bytes);
    if (!places_.emplace(entry.name, records_.size()).second)
      fail(path_, ": two tensors named ", detail::shown(entry.name));
    end = last;

    std::span<const std::byte> place;
    if (data_) place = {data_[0].bytes + first, static_cast<std::size_t>(last - first)};
    records_.push_back({.name = std::move(entry.name),
                        .dtype = *entry.dtype,
                        .shape = {entry.shape->begin(), entry.shape->end()},
                        .bytes = place});
  }
  if (end != data_bytes)
    fail(path_, ": ", data_bytes - end, " bytes of data at the end belong to no tensor; the file is damaged");
}

namespace detail {

/// Length of the header, checked against what there is.
inline std::size_t header_length(std::span<const std::byte, 8> prefix, std::uint64_t file_bytes,
                                 const std::string& path) {
  std::uint64_t length = 0;
  std::memcpy(&length, prefix.data(), sizeof length);
  if (length > file_bytes - 8 || length > safetensors_header_limit)
    fail(path, ": not a safetensors file, or cut: its header should have ", length, " bytes, the file has ", file_bytes,
         " (the limit is ", safetensors_header_limit, ")");
  return static_cast<std::size_t>(length);
}

}  // namespace detail

CTYOLO_INLINE SafetensorsFile::SafetensorsFile(const std::string& path) : path_(path) {
  std::error_code problem;
  const auto status = std::filesystem::status(path, problem);
  if (!std::filesystem::exists(status)) fail(path, ": no such file");
  if (!std::filesystem::is_regular_file(status)) fail(path, ": not a file");
  const std::uint64_t size = std::filesystem::file_size(path, problem);
  std::ifstream in(path, std::ios::binary);
  if (problem || !in) fail(path, ": could not be opened; check its permissions");
  if (size < 8) fail(path, ": not a safetensors file: it has only ", size, " bytes");

  const auto read = [&](void* to, std::size_t bytes) {
    in.read(static_cast<char*>(to), static_cast<std::streamsize>(bytes));
    if (static_cast<std::size_t>(in.gcount()) != bytes) fail(path, ": could not be read to its end (", size, " bytes)");
  };
  std::array<std::byte, 8> prefix;
  read(prefix.data(), prefix.size());
  std::string header(detail::header_length(prefix, size, path), '\0');
  read(header.data(), header.size());
  const std::size_t data_bytes = static_cast<std::size_t>(size) - 8 - header.size();
  read(reserve_data(data_bytes), data_bytes);
  read_header(header, data_bytes);
}

CTYOLO_INLINE SafetensorsFile SafetensorsFile::from_bytes(std::span<const std::byte> bytes, const std::string& path) {
  if (bytes.size() < 8) fail(path, ": not a safetensors file: it has only ", bytes.size(), " bytes");
  const std::size_t length = detail::header_length(bytes.first<8>(), bytes.size(), path);
  const auto data = bytes.subspan(8 + length);
  SafetensorsFile file;
  file.path_ = path;
  std::copy(data.begin(), data.end(), file.reserve_data(data.size()));
  file.read_header({reinterpret_cast<const char*>(bytes.data()) + 8, length}, data.size());
  return file;
}

namespace detail {

struct SafetensorsPieces {
  std::string head;  // the length and the header
  std::vector<std::span<const std::byte>> data;
};

inline SafetensorsPieces safetensors_pieces(std::span<const TensorRecord> records,
                                            const std::map<std::string, std::string>& metadata) {
  std::vector<const TensorRecord*> order;
  for (const std::size_t element : {8u, 4u, 2u, 1u})
    for (const auto& record : records)
      if (dtype_bytes(record.dtype) == element) order.push_back(&record);

  SafetensorsPieces pieces;
  std::string header = "{";
  const auto separate = [&] { header += header.size() > 1 ? "," : ""; };
  if (!metadata.empty()) {
    (header += quoted_json(metadata_key)) += ":{";
    for (bool first = true; const auto& [key, value] : metadata) {
      ((header += std::exchange(first, false) ? "" : ",") += quoted_json(key)) += ":" + quoted_json(value);
    }
    header += "}";
  }
  std::size_t offset = 0;
  for (const TensorRecord* record : order) {
    separate();
    ((header += quoted_json(record->name)) += ":{\"dtype\":\"") += dtype_name(record->dtype);
    header += "\",\"shape\":[";
    for (bool first = true; const std::int64_t side : record->shape)
      (header += std::exchange(first, false) ? "" : ",") += std::to_string(side);
    const std::size_t end = offset + record->bytes.size();
    header += "],\"data_offsets\":[" + std::to_string(offset) + "," + std::to_string(end) + "]}";
    offset = end;
    pieces.data.push_back(record->bytes);
  }
  header += "}";
  header.resize((header.size() + 8 + 63) / 64 * 64 - 8, ' ');  // the data begins at a multiple of 64

  const std::uint64_t length = header.size();
  pieces.head.assign(reinterpret_cast<const char*>(&length), sizeof length);
  pieces.head += header;
  return pieces;
}

}  // namespace detail

CTYOLO_INLINE std::vector<std::byte> safetensors_to_bytes(std::span<const TensorRecord> records,
                                                          const std::map<std::string, std::string>& metadata,
                                                          const std::string& name) {
  const auto pieces = detail::safetensors_pieces(records, metadata);
  std::vector<std::byte> bytes;
  const auto head = std::as_bytes(std::span(pieces.head));
  bytes.insert(bytes.end(), head.begin(), head.end());
  for (const auto& piece : pieces.data) bytes.insert(bytes.end(), piece.begin(), piece.end());
  static_cast<void>(SafetensorsFile::from_bytes(bytes, name));
  return bytes;
}

CTYOLO_INLINE void write_safetensors(const std::string& path, std::span<const TensorRecord> records,
                                     const std::map<std::string, std::string>& metadata) {
  auto pieces = detail::safetensors_pieces(records, metadata);
  SafetensorsFile check;
  check.path_ = path;
  std::size_t data_bytes = 0;
  for (const auto& piece : pieces.data) data_bytes += piece.size();
  check.read_header(std::string_view(pieces.head).substr(8), data_bytes);
  pieces.data.insert(pieces.data.begin(), std::as_bytes(std::span(pieces.head)));
  write_file_atomically(path, pieces.data);
}

}  // namespace ctyolo::inline v0
