// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The name of a type as the user wrote it, without the library's namespaces. Tier: spec (std only).
#pragma once

#include <concepts>
#include <string>
#include <string_view>

namespace ctyolo::inline v0 {

namespace detail {

template <class T>
constexpr std::string_view raw_type_name() {
  const std::string_view text = __PRETTY_FUNCTION__;
  const auto begin = text.find("T = ") + 4;
  auto end = text.find("; std::string_view", begin);  // g++ appends what string_view is
  if (end == std::string_view::npos) end = text.rfind(']');
  return text.substr(begin, end - begin);
}

/// `text` without "ctyolo::" and "v0::", where that is a name of its own and not the end of a longer one.
inline std::string without_scopes(std::string_view name) {
  std::string text(name);
  const auto in_a_name = [](char c) { return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  for (const std::string_view scope : {"ctyolo::", "v0::"})
    for (auto at = text.find(scope); at != std::string::npos; at = text.find(scope, at)) {
      if (at > 0 && in_a_name(text[at - 1])) at += scope.size();
      else text.erase(at, scope.size());
    }
  return text;
}

}  // namespace detail

/// `type_name<SGDNesterov>() == "SGDNesterov"`. A type whose arguments print badly (numbers) offers `static name()`.
template <class T>
std::string type_name() {
  if constexpr (requires { { T::name() } -> std::convertible_to<std::string>; }) {
    return T::name();
  } else {
    return detail::without_scopes(detail::raw_type_name<T>());
  }
}

}  // namespace ctyolo::inline v0
