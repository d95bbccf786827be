// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of io/checkpoint.hpp.
#pragma once

#include <ctyolo/io/checkpoint.hpp>
#include <ctyolo/io/official_weights.hpp>
#include <ctyolo/io/safetensors.hpp>
#include <ctyolo/io/torch_model.hpp>
#include <ctyolo/nn/new_tensor.hpp>

#include <cstring>
#include <filesystem>
#include <span>
#include <string_view>

namespace ctyolo::inline v0 {

namespace detail {

inline at::ScalarType scalar_type(Dtype dtype, const std::string& path, const std::string& name) {
  switch (dtype) {
    case Dtype::f64: return at::kDouble;
    case Dtype::f32: return at::kFloat;
    case Dtype::f16: return at::kHalf;
    case Dtype::bf16: return at::kBFloat16;
    case Dtype::i64: return at::kLong;
    case Dtype::i32: return at::kInt;
    case Dtype::i16: return at::kShort;
    case Dtype::i8: return at::kChar;
    case Dtype::u8: return at::kByte;
    case Dtype::boolean: return at::kBool;
    default: fail(path, ": tensor ", name, " has a number type that LibTorch does not know");
  }
}

inline Dtype dtype_of(const at::Tensor& t) {
  switch (t.scalar_type()) {
    case at::kFloat: return Dtype::f32;
    case at::kDouble: return Dtype::f64;
    case at::kHalf: return Dtype::f16;
    case at::kLong: return Dtype::i64;
    default: fail("a checkpoint holds f16, f32, f64 and i64 tensors, not ", t.dtype().name());
  }
}

inline at::Tensor tensor_of(const TensorRecord& r, const std::string& path) {
  at::Tensor t = new_tensor(r.shape, scalar_type(r.dtype, path, r.name));
  if (!r.bytes.empty()) std::memcpy(t.data_ptr(), r.bytes.data(), r.bytes.size());
  return t;
}

/// Tensors as a file has them. @param alive holds their numbers as long as the records are used
inline std::vector<TensorRecord> records_of(const StateDict& tensors, std::vector<at::Tensor>& alive) {
  std::vector<TensorRecord> records;
  for (const auto& [name, tensor] : tensors) {
    const at::Tensor t = alive.emplace_back(tensor.detach().cpu().contiguous());
    records.push_back({.name = name, .dtype = dtype_of(t), .shape = t.sizes().vec(),
                       .bytes = std::as_bytes(std::span(static_cast<const char*>(t.data_ptr()), t.nbytes()))});
  }
  return records;
}

}  // namespace detail

CTYOLO_INLINE bool is_python_file(const std::string& path) { return path.ends_with(".pt") || path.ends_with(".pth"); }

CTYOLO_INLINE StateDict state_dict_of(std::span<const TensorRecord> records, const std::string& path) {
  StateDict tensors;
  for (const TensorRecord& r : records) tensors.emplace_back(r.name, detail::tensor_of(r, path));
  return tensors;
}

CTYOLO_INLINE Checkpoint Checkpoint::read_torch(const std::string& path) {
  const TorchModel model = read_torch_model(path);
  Checkpoint c;
  c.path_ = path;
  if (!model.names.empty()) c.set_class_names(model.names);
  c.tensors = state_dict_of(model.tensors, path);
  return c;
}

CTYOLO_INLINE Checkpoint Checkpoint::read(const std::string& path) {
  if (const std::string address = official_weights(path); !address.empty() && !std::filesystem::exists(path))
    fail(path, ": there is no such file; YOLOv5's own weights of that name: curl -L -o ", path, " ", address);
  if (is_python_file(path)) return read_torch(path);
  return from_file(SafetensorsFile(path));
}

CTYOLO_INLINE Checkpoint Checkpoint::from_bytes(std::span<const std::byte> bytes, const std::string& name) {
  constexpr std::string_view zip = "PK\3\4";
  if (bytes.size() > zip.size() && std::memcmp(bytes.data(), zip.data(), zip.size()) == 0)
    fail(name, ": these bytes are PyTorch's (.pt), which Checkpoint::read takes from a file; its to_bytes() makes bytes for here");
  return from_file(SafetensorsFile::from_bytes(bytes, name));
}

CTYOLO_INLINE Checkpoint Checkpoint::from_file(const SafetensorsFile& file) {
  const std::string& path = file.path();
  Checkpoint c;
  c.path_ = path;
  c.notes_ = file.metadata();
  if (!c.has("format")) fail(path, ": not a checkpoint of ctyolo (no format in its header)");
  int format = 0;
  c.read_note("format", format);
  if (format > checkpoint_format)
    fail(path, ": checkpoint format ", format, ", but this version reads up to ", checkpoint_format, "; update ctyolo");
  c.tensors = state_dict_of(file.records(), path);
  return c;
}

CTYOLO_INLINE void Checkpoint::write(const std::string& path) const {
  std::vector<at::Tensor> alive;
  write_safetensors(path, detail::records_of(tensors, alive), notes_);
}

CTYOLO_INLINE std::vector<std::byte> Checkpoint::to_bytes() const {
  std::vector<at::Tensor> alive;
  return safetensors_to_bytes(detail::records_of(tensors, alive), notes_, path_);
}

CTYOLO_INLINE const std::string& Checkpoint::note(const std::string& name) const {
  const auto found = notes_.find(name);
  if (found == notes_.end()) fail(path_, ": the checkpoint has no entry \"", name, "\"");
  return found->second;
}

CTYOLO_INLINE at::Tensor Checkpoint::tensor(const std::string& name, const at::Tensor& like) const {
  for (const auto& [n, t] : tensors) {
    if (n != name) continue;
    if (t.numel() != like.numel()) fail(path_, ": ", name, " has ", t.numel(), " numbers, the net needs ", like.numel());
    return t;
  }
  fail(path_, ": the checkpoint has no tensor ", name, "; it cannot be continued, but its weights can be used with --weights");
}

CTYOLO_INLINE std::vector<std::string> Checkpoint::class_names() const {
  std::vector<std::string> names;
  std::string rest = note("names");
  while (!rest.empty()) {
    const auto end = rest.find('\n');
    names.push_back(rest.substr(0, end));
    rest = end == std::string::npos ? std::string() : rest.substr(end + 1);
  }
  return names;
}

CTYOLO_INLINE void Checkpoint::set_class_names(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& n : names) text += n + "\n";
  set("names", text);
}

CTYOLO_INLINE std::string checkpoint_to_resume(const std::string& run) {
  namespace fs = std::filesystem;
  if (!fs::exists(run)) fail(run, ": there is no such run to resume");
  if (!fs::is_directory(run)) return run;
  const fs::path last = fs::path(run) / "weights" / "last.safetensors";
  if (fs::exists(last)) return last.string();
  const fs::path of_python = fs::path(run) / "weights" / "last.pt";
  if (!fs::exists(of_python)) fail(run, ": nothing to resume, ", last.string(), " does not exist");
  return of_python.string();
}

}  // namespace ctyolo::inline v0
