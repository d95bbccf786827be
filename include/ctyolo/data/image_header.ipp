// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of data/image_header.hpp.
#pragma once

#include <ctyolo/data/image_codec.hpp>
#include <ctyolo/data/image_header.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <string_view>
#include <utility>
#include <vector>

namespace ctyolo::inline v0 {

namespace detail {

/// A file read here and there; a read past the end gives false (or zero) and never throws.
class ByteFile {
 public:
  explicit ByteFile(const std::string& file) : in_(file, std::ios::binary) {
    if (in_.seekg(0, std::ios::end)) size_ = static_cast<std::int64_t>(in_.tellg());
    in_.clear();
  }
  bool open() const { return in_.is_open() && size_ >= 0; }
  std::int64_t size() const { return size_; }

  std::string bytes(std::int64_t from, std::int64_t count) {
    if (from < 0 || from >= size_) return {};
    std::string text(static_cast<std::size_t>(std::min(count, size_ - from)), '\0');
    in_.clear();
    in_.seekg(from);
    in_.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(std::max<std::streamsize>(in_.gcount(), 0)));
    return text;
  }
  std::string tail(std::int64_t count) { return bytes(std::max<std::int64_t>(0, size_ - count), count); }

 private:
  std::ifstream in_;
  std::int64_t size_ = -1;
};

/// The unsigned number of `count` bytes at `at`; 0 where the text ends before.
inline std::uint32_t number_at(std::string_view text, std::size_t at, std::size_t count, bool big_endian) {
  if (at > text.size() || text.size() - at < count) return 0;
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t k = big_endian ? i : count - 1 - i;
    value = value << 8 | static_cast<unsigned char>(text[at + k]);
  }
  return value;
}

/// Orientation of a TIFF block (what EXIF is inside): the entry 0x0112 of its first directory; 1 when there is none.
CTYOLO_INLINE int tiff_orientation(std::string_view tiff) {
  const bool big = tiff.starts_with("MM");
  if (!big && !tiff.starts_with("II")) return 1;
  const std::size_t directory = number_at(tiff, 4, 4, big);
  const std::size_t entries = number_at(tiff, directory, 2, big);
  for (std::size_t i = 0; i < entries; ++i) {
    const std::size_t at = directory + 2 + 12 * i;
    if (at + 12 > tiff.size()) break;
    if (number_at(tiff, at, 2, big) != 0x0112) continue;
    const auto value = static_cast<int>(number_at(tiff, at + 8, 2, big));
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

CTYOLO_INLINE ImageHeader jpeg_header(ByteFile& file) {
  constexpr std::string_view exif("Exif\0\0", 6);
  ImageHeader header;
  std::int64_t at = 2;
  while (header.width_px == 0) {
    const std::string head = file.bytes(at, 4);
    if (head.size() < 2 || head[0] != '\xFF') break;
    const auto marker = static_cast<unsigned char>(head[1]);
    if (marker == 0xFF) { ++at; continue; }                                              // fill byte
    if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8)) { at += 2; continue; }     // markers without a body
    if (marker == 0xD9 || marker == 0xDA) break;                                         // picture data before its size
    const std::int64_t length = number_at(head, 2, 2, true);
    if (length < 2) break;
    const bool frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    if (frame) {
      const std::string body = file.bytes(at + 4, 5);
      header.height_px = static_cast<int>(number_at(body, 1, 2, true));
      header.width_px = static_cast<int>(number_at(body, 3, 2, true));
      break;
    }
    if (marker == 0xE1) {
      const std::string body = file.bytes(at + 4, length - 2);
      if (body.starts_with(exif)) header.orientation = tiff_orientation(std::string_view(body).substr(exif.size()));
    }
    at += 2 + length;
  }
  if (header.width_px == 0 || header.height_px == 0) {
    header.fault = "broken JPEG: no size before the picture data";
  } else if (file.tail(4096).find("\xFF\xD9") == std::string::npos) {
    header.note = "the JPEG breaks off before its end mark; what is missing is read as grey";
  }
  return header;
}

CTYOLO_INLINE ImageHeader png_header(ByteFile& file) {
  ImageHeader header;
  const std::string head = file.bytes(8, 16);
  if (head.size() == 16 && head.compare(4, 4, "IHDR") == 0) {
    header.width_px = static_cast<int>(number_at(head, 8, 4, true) & 0x7FFFFFFF);
    header.height_px = static_cast<int>(number_at(head, 12, 4, true) & 0x7FFFFFFF);
  }
  if (header.width_px == 0 || header.height_px == 0) {
    header.fault = "broken PNG: no IHDR block";
    return header;
  }
  std::int64_t at = 8;
  for (std::string block = file.bytes(at, 8); block.size() == 8; block = file.bytes(at, 8)) {
    const std::int64_t length = number_at(block, 0, 4, true);
    if (block.compare(4, 4, "eXIf") == 0) header.orientation = tiff_orientation(file.bytes(at + 8, length));
    if (block.compare(4, 4, "IDAT") == 0 || block.compare(4, 4, "IEND") == 0) break;
    at += 12 + length;
  }
  if (file.tail(4096).find("IEND") == std::string::npos)
    header.fault = "the PNG breaks off before its end; get it again";
  return header;
}

CTYOLO_INLINE ImageHeader bmp_header(ByteFile& file) {
  ImageHeader header;
  const std::string head = file.bytes(0, 54);
  const std::uint32_t pixels_at = number_at(head, 10, 4, false), info_bytes = number_at(head, 14, 4, false);
  std::int64_t bits = 0;
  bool packed = false;
  if (info_bytes == 12) {
    header.width_px = static_cast<int>(number_at(head, 18, 2, false));
    header.height_px = static_cast<int>(number_at(head, 20, 2, false));
    bits = number_at(head, 24, 2, false);
  } else {
    header.width_px = static_cast<int>(number_at(head, 18, 4, false) & 0x7FFFFFFF);
    const auto rows = static_cast<std::int32_t>(number_at(head, 22, 4, false));  // negative: top row first
    header.height_px = rows == INT32_MIN ? 0 : std::abs(rows);
    bits = number_at(head, 28, 2, false);
    const std::uint32_t compression = number_at(head, 30, 4, false);
    packed = compression != 0 && compression != 3;
  }
  if (header.width_px == 0 || header.height_px == 0) {
    header.fault = "broken BMP: no size in its header";
  } else if (!packed) {
    const std::int64_t row_bytes = (header.width_px * bits + 31) / 32 * 4;
    if (pixels_at + row_bytes * header.height_px > file.size())
      header.fault = "the BMP breaks off before its end; get it again";
  }
  return header;
}

CTYOLO_INLINE ImageHeader decoded_header(const std::string& file) {
  ImageHeader header;
  const cv::Mat image = decode_image(file, header.fault);
  header.width_px = image.cols;
  header.height_px = image.rows;
  return header;
}

}  // namespace detail

CTYOLO_INLINE ImageHeader read_image_header(const std::string& path) {
  detail::ByteFile file(path);
  ImageHeader header;
  if (!file.open()) {
    header.fault = "the image cannot be opened for reading";
    return header;
  }
  const std::string magic = file.bytes(0, 8);
  if (magic.empty()) {
    header.fault = "the image file is empty";
    return header;
  }
  if (magic.starts_with("\xFF\xD8\xFF")) {
    header = detail::jpeg_header(file);
  } else if (magic == "\x89PNG\r\n\x1A\n") {
    header = detail::png_header(file);
  } else if (magic.starts_with("BM")) {
    header = detail::bmp_header(file);
  } else {
    header = detail::decoded_header(path);
  }
  if (!header.fault.empty()) return header;
  if (header.orientation >= 5) std::swap(header.width_px, header.height_px);
  constexpr int smallest_px = 10;
  constexpr std::int64_t most_pixels = std::int64_t{1} << 30;  // OpenCV's own limit
  const std::string size = std::to_string(header.width_px) + " x " + std::to_string(header.height_px) + " px";
  if (std::min(header.width_px, header.height_px) < smallest_px)
    header.fault = size + " is too small (at least 10 px a side)";
  if (std::int64_t{header.width_px} * header.height_px > most_pixels) header.fault = size + " is too large";
  return header;
}

}  // namespace ctyolo::inline v0
