// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Reads files of TensorBoard events back, checksums included; shares nothing with what wrote them but crc32c.
#pragma once

#include <ctyolo/io/byte_reader.hpp>
#include <ctyolo/io/event_file.hpp>

#include "temporary_folder.hpp"

#include <bit>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace test {

/// One level of a protocol buffer: the raw values of each field.
struct Proto {
  std::map<int, std::vector<std::uint64_t>> numbers;  // varint, 4 and 8 bytes
  std::map<int, std::vector<std::string>> texts;

  explicit Proto(const std::string& bytes) {
    ctyolo::ByteReader in(std::as_bytes(std::span(bytes)), "a protocol buffer");
    const auto varint = [&] {
      std::uint64_t value = 0;
      for (int shift = 0;; shift += 7) {
        const auto byte = in.number<std::uint8_t>();
        value |= static_cast<std::uint64_t>(byte & 127) << shift;
        if (byte < 128) return value;
      }
    };
    while (in.remaining() > 0) {
      const std::uint64_t key = varint();
      const int field = static_cast<int>(key >> 3);
      switch (key & 7) {
        case 0: numbers[field].push_back(varint()); break;
        case 1: numbers[field].push_back(in.number<std::uint64_t>()); break;
        case 2: texts[field].emplace_back(in.text(varint())); break;
        case 5: numbers[field].push_back(in.number<std::uint32_t>()); break;
        default: in.bad("wire type ", key & 7);
      }
    }
  }
  bool has(int field) const { return numbers.contains(field) || texts.contains(field); }
  std::uint64_t number(int field) const { return numbers.contains(field) ? numbers.at(field).at(0) : 0; }
  double real(int field) const { return std::bit_cast<double>(number(field)); }
  float real32(int field) const { return std::bit_cast<float>(static_cast<std::uint32_t>(number(field))); }
  const std::string& text(int field) const { return texts.at(field).at(0); }
  Proto message(int field) const { return Proto(text(field)); }
};

inline std::vector<double> packed_doubles(const std::string& bytes) {
  ctyolo::ByteReader in(std::as_bytes(std::span(bytes)), "packed doubles");
  std::vector<double> values;
  while (in.remaining() > 0) values.push_back(std::bit_cast<double>(in.number<std::uint64_t>()));
  return values;
}

/// The events of a file, in order. @throws Error where a checksum or a length is wrong
inline std::vector<Proto> read_events(const std::string& path) {
  const std::string bytes = read_text(path);
  ctyolo::ByteReader in(std::as_bytes(std::span(bytes)), path);
  std::vector<Proto> events;
  while (in.remaining() > 0) {
    const std::string length(in.text(8));
    if (in.number<std::uint32_t>() != ctyolo::masked_crc32c(length)) in.bad("checksum of a length");
    ctyolo::ByteReader size(std::as_bytes(std::span(length)), path);
    const std::string event(in.text(size.number<std::uint64_t>()));
    if (in.number<std::uint32_t>() != ctyolo::masked_crc32c(event)) in.bad("checksum of an event");
    events.emplace_back(event);
  }
  return events;
}

}  // namespace test
