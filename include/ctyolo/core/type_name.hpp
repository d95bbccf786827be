// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The name of a type as the user wrote it, without the library's namespaces. Tier: spec (std only).
#pragma once

#include <ctyolo/core/config.hpp>

#include <concepts>
#include <string>

namespace ctyolo::inline v0 {

namespace detail {

/// A text in which a compiler names T.
template <class T>
constexpr const char* signature_of() { return __PRETTY_FUNCTION__; }

/// The type in such a text, without "ctyolo::" and "v0::" where that is a name of its own and not the end of a longer one.
std::string type_in(const char* signature);

}  // namespace detail

/// `type_name<SGDNesterov>() == "SGDNesterov"`. A type whose arguments print badly (numbers) offers `static name()`.
template <class T>
std::string type_name() {
  if constexpr (requires { { T::name() } -> std::convertible_to<std::string>; }) {
    return T::name();
  } else {
    return detail::type_in(detail::signature_of<T>());
  }
}

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/core/type_name.ipp>
#endif
