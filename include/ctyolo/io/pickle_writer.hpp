// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Values of Python's as a pickle, protocol 2, as torch.save writes it. Tier: spec (std only).
//
// Numbers of tensors are not in it: a tensor refers to ('storage', torch.FloatStorage, "7", 'cpu', 1728), "7" being its
// place in the list of tensors. Of a plain state dict torch.load(weights_only=True) knows every instruction.
// https://docs.python.org/3/library/pickletools.html
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/io/python_value.hpp>
#include <ctyolo/io/safetensors.hpp>

#include <span>
#include <string>

namespace ctyolo::inline v0 {

/// @param tensors to which tensors and parameters refer by their place; their bytes are not looked at
/// @throws Error for a text that is not UTF-8, and for numbers of a type that torch has not
std::string pickle_of(const PythonValue& root, std::span<const TensorRecord> tensors);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/io/pickle_writer.ipp>
#endif
