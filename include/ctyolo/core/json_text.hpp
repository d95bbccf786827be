// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Text as a JSON string. Tier: spec (std only).
#pragma once

#include <string>
#include <string_view>

namespace ctyolo::inline v0 {

/// In double quotes, with what JSON forbids escaped; the text must be UTF-8.
inline std::string quoted_json(std::string_view text) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto code = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\')
      (out += '\\') += c;
    else if (code < 32)
      ((out += "\\u00") += digits[code >> 4]) += digits[code & 15];
    else
      out += c;
  }
  return out + '"';
}

}  // namespace ctyolo::inline v0
