// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of io/torch_writer.hpp.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/io/pickle_writer.hpp>
#include <ctyolo/io/torch_writer.hpp>
#include <ctyolo/io/zip_writer.hpp>

#include <vector>

namespace ctyolo::inline v0 {

CTYOLO_INLINE void write_torch_file(const std::string& path, const PythonValue& root, std::span<const TensorRecord> tensors) {
  const auto bytes_of = [](const std::string& text) { return std::as_bytes(std::span(text)); };
  std::string pickle;
  try {
    pickle = pickle_of(root, tensors);
  } catch (const Error& error) {
    fail(path, ": ", error.what());
  }
  const std::string byte_order = "little", version = "3\n";
  std::vector<ZipSource> entries = {{.name = "archive/data.pkl", .bytes = bytes_of(pickle)},
                                    {.name = "archive/byteorder", .bytes = bytes_of(byte_order)}};
  for (std::size_t i = 0; i < tensors.size(); ++i)
    entries.push_back({.name = "archive/data/" + std::to_string(i), .bytes = tensors[i].bytes});
  entries.push_back({.name = "archive/version", .bytes = bytes_of(version)});
  write_zip(path, entries);
}

CTYOLO_INLINE void write_torch_state_dict(const std::string& path, std::span<const TensorRecord> tensors) {
  PythonValue dict = PythonValue::ordered_dict();
  for (std::size_t i = 0; i < tensors.size(); ++i) dict.set(tensors[i].name, PythonValue::tensor(static_cast<int>(i)));
  write_torch_file(path, dict, tensors);
}

}  // namespace ctyolo::inline v0
