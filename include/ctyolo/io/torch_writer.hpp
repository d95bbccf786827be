// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A file that Python's torch.load opens. Tier: app (json, POSIX).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/io/python_value.hpp>
#include <ctyolo/io/safetensors.hpp>

#include <span>
#include <string>

namespace ctyolo::inline v0 {

/// Writes a ZIP archive as torch.save does, atomically; the tensors' numbers begin at multiples of 64 bytes.
/// @param root what torch.load gives back @param tensors to which it refers by their place; row-major, contiguous
/// @throws Error when it cannot be done; an older file stays as it was
void write_torch_file(const std::string& path, const PythonValue& root, std::span<const TensorRecord> tensors);

/// Writes a plain state dict: an OrderedDict from names to tensors, which torch.load(weights_only=True) opens as well.
void write_torch_state_dict(const std::string& path, std::span<const TensorRecord> tensors);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/io/torch_writer.ipp>
#endif
