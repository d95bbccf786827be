// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// EXIF orientation put into JPEG and PNG files by hand, for tests.
#pragma once

#include "fixture.hpp"

#include <array>
#include <cstdint>
#include <iterator>

namespace ctyolo::test {

inline std::string bytes_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return std::string((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
}

inline std::string number(std::uint32_t value, int bytes, bool big_endian) {
  std::string text;
  for (int i = 0; i < bytes; ++i) text += static_cast<char>(value >> 8 * (big_endian ? bytes - 1 - i : i) & 0xFF);
  return text;
}

/// A TIFF block with two entries, the second of them the orientation.
inline std::string tiff(int orientation, bool big) {
  const auto entry = [&](std::uint32_t tag, std::uint32_t value) {
    return number(tag, 2, big) + number(3, 2, big) + number(1, 4, big) + number(value, 2, big) + number(0, 2, big);
  };
  return (big ? "MM" : "II") + number(42, 2, big) + number(8, 4, big) + number(2, 2, big) + entry(0x0100, 40) +
         entry(0x0112, static_cast<std::uint32_t>(orientation)) + number(0, 4, big);
}

/// The JPEG with an APP1 block behind its first two bytes.
inline std::string with_exif(const std::string& jpeg, int orientation, bool big_endian) {
  const std::string body = std::string("Exif\0\0", 6) + tiff(orientation, big_endian);
  return jpeg.substr(0, 2) + "\xFF\xE1" + number(static_cast<std::uint32_t>(body.size()) + 2, 2, true) + body +
         jpeg.substr(2);
}

/// The PNG with an eXIf block behind its IHDR.
inline std::string with_exif_png(const std::string& png, int orientation, bool big_endian) {
  const std::string body = "eXIf" + tiff(orientation, big_endian);
  std::uint32_t crc = 0xFFFFFFFFu;
  for (const char c : body) {
    crc ^= static_cast<unsigned char>(c);
    for (int k = 0; k < 8; ++k) crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320u : 0);
  }
  return png.substr(0, 33) + number(static_cast<std::uint32_t>(body.size()) - 4, 4, true) + body +
         number(~crc, 4, true) + png.substr(33);
}

}  // namespace ctyolo::test
