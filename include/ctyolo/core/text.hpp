// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Values as text and back, for files of name-value lines. Tier: spec (std only).
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/core/number.hpp>

#include <algorithm>
#include <charconv>
#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ctyolo::inline v0 {

inline std::string to_text(const std::string& value) { return value; }
inline std::string to_text(bool value) { return value ? "true" : "false"; }
inline std::string to_text(double value) { return shortest(value); }
template <std::integral T>
std::string to_text(T value) {
  return std::to_string(value);
}

/// Elements with spaces between them; words must have none inside.
template <class T>
std::string to_text(const std::vector<T>& values) {
  std::string text;
  for (const T& v : values) (text += text.empty() ? "" : " ") += to_text(v);
  return text;
}

/// Reads what to_text wrote, exactly. @throws Error naming `what` when the text is something else
inline void from_text(const std::string& text, std::string& value, std::string_view /*what*/) { value = text; }
inline void from_text(const std::string& text, bool& value, std::string_view what) {
  if (text != "true" && text != "false") fail(what, ": \"", text, "\" is neither true nor false");
  value = text == "true";
}
template <class T>
  requires std::integral<T> || std::floating_point<T>
void from_text(const std::string& text, T& value, std::string_view what) {
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || end != text.data() + text.size()) fail(what, ": \"", text, "\" is not a number that fits");
}
template <class T>
void from_text(const std::string& text, std::vector<T>& values, std::string_view what) {
  values.clear();
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) from_text(text.substr(at, end - at), values.emplace_back(), what);
    at = end + 1;
  }
}

}  // namespace ctyolo::inline v0
