// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Tensors in a file that every program can read and that can trick none: the safetensors format. Tier: spec (std only).
//
// Layout: 8 bytes length of the header (little endian); the header, JSON:
//   {"__metadata__": {"text": "text", ...}, "name": {"dtype": "F32", "shape": [3, 2], "data_offsets": [0, 24]}, ...};
// then the data, little endian, row-major, without holes. https://huggingface.co/docs/safetensors
#pragma once

#include <ctyolo/core/config.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ctyolo::inline v0 {

/// Element types, by their names in the file in lower case.
enum class Dtype : std::uint8_t {
  boolean, u8, i8, f8_e4m3, f8_e5m2, u16, i16, f16, bf16, u32, i32, f32, u64, i64, f64
};

std::string_view dtype_name(Dtype dtype);  ///< as in the file: "F32"
std::size_t dtype_bytes(Dtype dtype);      ///< of one element

/// One tensor: its name and form, and where its elements lie.
struct TensorRecord {
  std::string name;
  Dtype dtype = Dtype::f32;
  std::vector<std::int64_t> shape;   ///< empty: a scalar
  std::span<const std::byte> bytes;  ///< not owned
};

/// Writes a file, atomically. Larger elements come first, so that each is aligned; otherwise the order is kept.
/// What is written has passed the checks of the reader: names are unique, sizes fit, texts are UTF-8.
/// @throws Error in one line when it cannot be done; an older file stays as it was
void write_safetensors(const std::string& path, std::span<const TensorRecord> records,
                       const std::map<std::string, std::string>& metadata = {});

/// A file in memory, checked completely: what it hands out is consistent, whatever was on the disk.
class SafetensorsFile {
 public:
  /// @throws Error in one line for a file that cannot be read or that is damaged
  explicit SafetensorsFile(const std::string& path);

  /// The same from memory (the bytes are copied); `path` is what errors call it.
  static SafetensorsFile from_bytes(std::span<const std::byte> bytes, const std::string& path);

  const std::string& path() const { return path_; }
  const std::map<std::string, std::string>& metadata() const { return metadata_; }

  /// In the order of the data. Their bytes are owned by this object; the data as a whole is aligned to 64 bytes, and
  /// in files that ctyolo wrote every tensor is aligned to its element.
  const std::vector<TensorRecord>& records() const { return records_; }

  /// nullptr when there is none of that name.
  const TensorRecord* find(std::string_view name) const;

 private:
  struct alignas(64) Line {
    std::byte bytes[64];
  };
  SafetensorsFile() = default;
  friend void write_safetensors(const std::string& path, std::span<const TensorRecord> records,
                                const std::map<std::string, std::string>& metadata);
  void read_header(std::string_view header, std::size_t data_bytes);
  std::byte* reserve_data(std::size_t bytes);

  std::string path_;
  std::map<std::string, std::string> metadata_;
  std::vector<TensorRecord> records_;
  std::map<std::string, std::size_t, std::less<>> places_;  // in records_
  std::unique_ptr<Line[]> data_;
};

/// What write_safetensors would write, in memory; `name` is what errors call it.
std::vector<std::byte> safetensors_to_bytes(std::span<const TensorRecord> records,
                                            const std::map<std::string, std::string>& metadata = {},
                                            const std::string& name = "safetensors");

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/io/safetensors.ipp>
#endif
