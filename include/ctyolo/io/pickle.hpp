// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Reading a Python pickle without being Python: nothing is imported, nothing is called. Tier: spec (std only).
//
// A pickle is a program of a stack machine, and some of its instructions call any function of any module. Here these
// only note down what would have been called. Protocols 2 to 4; the text instructions of protocols 0 and 1 are refused.
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/io/pickle_value.hpp>

#include <cstddef>
#include <span>
#include <string>

namespace ctyolo::inline v0 {

/// Far more than any checkpoint needs, little enough that a hostile one does no harm (about 250 MB at worst).
struct PickleLimits {
  std::size_t values = 1'000'000;
  std::size_t pushes = 16'000'000;     ///< values put on the stack, in total
  std::size_t open_marks = 10'000;     ///< lists, tuples and dicts begun and not yet ended
  std::size_t class_name_bytes = 500;  ///< of "module.name"
};

/// Reads the pickle that begins at `begin`. @param bytes must outlive the result @param name what errors call them
/// @throws Error in one line with the byte, for anything that is damaged, unknown or beyond the limits
PickleDocument read_pickle(std::span<const std::byte> bytes, const std::string& name, std::size_t begin = 0,
                           const PickleLimits& limits = {});

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/io/pickle.ipp>
#endif
