// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of core/type_name.hpp.
#pragma once

#include <ctyolo/core/type_name.hpp>

#include <string_view>

namespace ctyolo::inline v0::detail {

CTYOLO_INLINE std::string type_in(const char* whole) {
  const std::string_view signature = whole;
  const auto begin = signature.find("T = ") + 4;
  std::string text(signature.substr(begin, signature.rfind(']') - begin));
  const auto in_a_name = [](char c) { return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  for (const std::string_view scope : {"ctyolo::", "v0::"})
    for (auto at = text.find(scope); at != std::string::npos; at = text.find(scope, at)) {
      if (at > 0 && in_a_name(text[at - 1])) at += scope.size();
      else text.erase(at, scope.size());
    }
  return text;
}

}  // namespace ctyolo::inline v0::detail
