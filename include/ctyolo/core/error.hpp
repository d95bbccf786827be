// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The one exception the library throws: a sentence for the user. Tier: spec (std only).
#pragma once

#include <sstream>
#include <stdexcept>
#include <string>

namespace ctyolo::inline v0 {

/// One line for the person at the keyboard: what is wrong, where (file, line, value, limit), what to do.
/// The library throws it and never prints or exits by itself.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Throws Error with the arguments written one after the other: `fail(path, ":", line, ": class ", c)`.
template <class... Parts>
[[noreturn]] void fail(const Parts&... parts) {
  std::ostringstream text;
  (text << ... << parts);
  throw Error(text.str());
}

}  // namespace ctyolo::inline v0
