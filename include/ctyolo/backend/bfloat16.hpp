// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A number of 16 bits with a float's range. Tier: spec (std only).
#pragma once

#include <bit>
#include <cstdint>

namespace ctyolo::inline v0 {

/// The upper half of a float: sign, exponent and 8 bits of precision.
struct BFloat16 {
  std::uint16_t bits;

  BFloat16() = default;
  /// Rounds to the nearest, ties to even, as processors do; what is no number stays none.
  constexpr explicit BFloat16(float value) {
    const auto b = std::bit_cast<std::uint32_t>(value);
    bits = value == value ? static_cast<std::uint16_t>((b + 0x7fff + (b >> 16 & 1)) >> 16) : std::uint16_t{0x7fc0};
  }
  constexpr explicit operator float() const { return std::bit_cast<float>(std::uint32_t{bits} << 16); }
};
static_assert(sizeof(BFloat16) == 2);

}  // namespace ctyolo::inline v0
