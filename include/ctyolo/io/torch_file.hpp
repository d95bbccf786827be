// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A file of Python's torch.save: its values and its tensors, without running it. Tier: spec (std only).
//
// Since torch 1.6 it is a ZIP archive: NAME/data.pkl, a pickle, and NAME/data/KEY, the numbers that the pickle refers
// to. Before, it was five pickles (magic number, version, facts of the machine, the values, the keys) and the numbers.
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/io/pickle_value.hpp>
#include <ctyolo/io/safetensors.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ctyolo::inline v0 {

class TorchFile {
 public:
  /// @throws Error in one line for a file that cannot be read or that is damaged
  static TorchFile read(const std::string& path);
  /// The same from memory (the bytes are copied); `path` is what errors call it.
  static TorchFile from_bytes(std::span<const std::byte> bytes, const std::string& path);

  const std::string& path() const { return path_; }
  const PickleValue& root() const { return *document_.root; }

  /// Whether a value is a tensor or a parameter.
  static bool is_tensor(const PickleValue& value) { return tensor_record(value) != nullptr; }

  /// Its elements in row-major order and aligned; owned by this object, copied only when they lie otherwise.
  /// @throws Error when it is none, lies outside of its storage, or when what was asked for so far is several times the
  /// file: many tensors may share the same numbers, and a small file must not fill the memory
  TensorRecord tensor(const PickleValue& value, std::string name);

  /// A number, a list or tuple of numbers, or a tensor of them, flat. @throws Error naming `what` for anything else
  std::vector<double> numbers(const PickleValue& value, const std::string& what);

 private:
  struct Storage {
    std::span<const std::byte> bytes;
    Dtype dtype = Dtype::f32;
  };
  struct alignas(64) Line {
    std::byte bytes[64];
  };

  TorchFile(std::string path, std::size_t bytes);
  static const PickleValue* tensor_record(const PickleValue& value);
  void parse();
  void parse_zip();
  void parse_legacy();
  Storage storage(const PickleValue& reference) const;
  std::byte* keep(std::size_t bytes);

  std::string path_;
  std::unique_ptr<Line[]> file_;
  std::size_t file_bytes_ = 0;
  std::uint64_t budget_ = 0;  // bytes of tensors that may still be asked for
  PickleDocument document_;
  std::map<std::string_view, std::span<const std::byte>> storages_;  // by key
  std::vector<std::unique_ptr<Line[]>> copies_;
};

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/io/torch_file.ipp>
#endif
