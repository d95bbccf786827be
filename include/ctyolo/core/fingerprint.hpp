// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A short name for a text: equal texts have equal ones. Tier: spec (std only).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ctyolo::inline v0 {

/// 16 hexadecimal digits: FNV-1a of 64 bits (Fowler, Noll, Vo). It tells texts apart; it protects against nobody.
inline std::string fingerprint(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  std::string digits(16, '0');
  for (std::size_t i = 16; i-- > 0; hash >>= 4) digits[i] = "0123456789abcdef"[hash & 15];
  return digits;
}

}  // namespace ctyolo::inline v0
