// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A checkpoint: named tensors and notes in one safetensors file. Tier: tensor (ATen).
//
// Format 1. Tensors: PyTorch's state_dict of the averaged weights under its own names (`model.0.conv.weight`, ...,
// `model.24.anchors`); while a run can be continued also `train.values.GROUP`, `train.gradients.GROUP` and
// `train.optimizer.K.GROUP`, the flat arrays. Notes: what notes() below is asked for, all text.
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/core/text.hpp>
#include <ctyolo/io/safetensors.hpp>
#include <ctyolo/nn/state_dict.hpp>

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ctyolo::inline v0 {

inline constexpr int checkpoint_format = 1;

class Checkpoint {
  static constexpr const char* in_memory = "checkpoint in memory";

 public:
  Checkpoint() { set("format", std::to_string(checkpoint_format)); }

  /// A file of ours, or one of Python's (.pt: tensors and class names, nothing is run; its net is not named).
  /// @throws Error naming the file when it is missing, damaged, no checkpoint, or of a newer format
  static Checkpoint read(const std::string& path);
  /// Replaces `path` in one step; on any failure the file that was there stays. @throws Error
  void write(const std::string& path) const;

  /// The bytes of a file of ours, for a program that keeps its weights elsewhere. @param name  what errors call them
  static Checkpoint from_bytes(std::span<const std::byte> bytes, const std::string& name = in_memory);
  /// What write() would write. @throws Error
  std::vector<std::byte> to_bytes() const;

  StateDict tensors;
  const std::map<std::string, std::string>& notes() const { return notes_; }

  void set(const std::string& name, std::string value) { notes_[name] = std::move(value); }
  bool has(const std::string& name) const { return notes_.contains(name); }
  /// @throws Error naming the file and the note
  const std::string& note(const std::string& name) const;
  template <class T>
  void read_note(const std::string& name, T& value) const {
    from_text(note(name), value, path_ + ": " + name);
  }
  /// The tensor of that name. @throws Error when it is missing or has another number of elements than `like`
  at::Tensor tensor(const std::string& name, const at::Tensor& like) const;

  std::vector<std::string> class_names() const;
  void set_class_names(const std::vector<std::string>& names);
  /// What errors call it.
  const std::string& path() const { return path_; }

 private:
  static Checkpoint read_torch(const std::string& path);
  static Checkpoint from_file(const SafetensorsFile& file);

  std::map<std::string, std::string> notes_;
  std::string path_ = in_memory;
};

/// The checkpoint that `--resume` means: a run's folder (its last.safetensors, else its last.pt), or the file itself.
std::string checkpoint_to_resume(const std::string& run);

/// Whether a file is Python's, by its name: .pt or .pth.
bool is_python_file(const std::string& path);

/// Tensors of a file, with memory of their own. @throws Error naming `path` for numbers that LibTorch has not
StateDict state_dict_of(std::span<const TensorRecord> records, const std::string& path);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/io/checkpoint.ipp>
#endif
