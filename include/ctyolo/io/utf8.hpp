// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Whether bytes are text. Tier: spec (std only).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace ctyolo::inline v0 {

/// Without the detours that some decoders accept: too long forms, halves of UTF-16 pairs, numbers beyond Unicode.
constexpr bool is_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i++]);
    if (lead < 0x80) continue;
    const int more = lead < 0xc2 || lead > 0xf4 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
    if (more == 0 || text.size() - i < static_cast<std::size_t>(more)) return false;
    std::uint32_t code = lead & (0x3fu >> more);
    for (int k = 0; k < more; ++k) {
      const auto next = static_cast<unsigned char>(text[i++]);
      if ((next & 0xc0) != 0x80) return false;
      code = code << 6 | (next & 0x3fu);
    }
    if ((more == 2 && code < 0x800) || (more == 3 && code < 0x10000) || code > 0x10ffff) return false;
    if (code >= 0xd800 && code < 0xe000) return false;  // halves of UTF-16 pairs
  }
  return true;
}

}  // namespace ctyolo::inline v0
