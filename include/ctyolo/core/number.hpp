// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Numbers as text, and rounding as Python rounds. Tier: spec (std only).
#pragma once

#include <charconv>
#include <cstdint>
#include <string>

namespace ctyolo::inline v0 {

/// Shortest text that reads back as the same number: "0.9999", "2000", "5e-04".
inline std::string shortest(double value) {
  char text[40];
  const auto end = std::to_chars(text, text + sizeof text, value);
  return std::string(text, end.ptr);
}

/// Nearest integer of `x` >= 0, halves to the even one: what Python's round() and numpy do.
constexpr std::int64_t round_half_even(double x) {
  const auto below = static_cast<std::int64_t>(x);
  const double rest = x - static_cast<double>(below);
  if (rest < 0.5) return below;
  if (rest > 0.5) return below + 1;
  return below + below % 2;
}

}  // namespace ctyolo::inline v0
