// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The one exception the library throws: a sentence for the user. Tier: spec (std only).
#pragma once

#include <concepts>
#include <cstddef>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>

namespace ctyolo::inline v0 {

/// One line for the person at the keyboard: what is wrong, where (file, line, value, limit), what to do.
/// The library throws it and never prints or exits by itself.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

namespace detail {

/// A word or number of a sentence, by value and without its type: what writes them is compiled once, not for each sentence.
class Piece {
 public:
  Piece(char c) : kind_(Kind::letter), letter_(c) {}
  Piece(std::signed_integral auto n) : kind_(Kind::whole), whole_(n) {}
  Piece(std::unsigned_integral auto n) : kind_(Kind::natural), natural_(n) {}
  Piece(std::floating_point auto x) : kind_(Kind::real), real_(static_cast<double>(x)) {}
  Piece(const char* text) : Piece(std::string_view(text)) {}
  template <class Text>
    requires requires(const Text& text) { std::string_view(text.data(), text.size()); }
  Piece(const Text& text) : kind_(Kind::text), text_(text.data(), text.size()) {}

  void write(std::ostream& to) const {
    switch (kind_) {
      case Kind::letter: to << letter_; break;
      case Kind::whole: to << whole_; break;
      case Kind::natural: to << natural_; break;
      case Kind::real: to << real_; break;
      case Kind::text: to << text_; break;
    }
  }

 private:
  enum class Kind : unsigned char { letter, whole, natural, real, text };
  Kind kind_;
  union {
    char letter_;
    long long whole_;
    unsigned long long natural_;
    double real_;
    std::string_view text_;
  };
};

[[noreturn]] inline void fail_with(const Piece* pieces, std::size_t count) {
  std::ostringstream text;
  for (const Piece* piece = pieces; piece != pieces + count; ++piece) piece->write(text);
  throw Error(text.str());
}

}  // namespace detail

/// Throws Error with the arguments, words and numbers, written one after the other: `fail(path, ":", line, ": class ", c)`.
template <class... Parts>
[[noreturn]] void fail(const Parts&... parts) {
  const detail::Piece pieces[] = {parts...};
  detail::fail_with(pieces, sizeof...(Parts));
}

}  // namespace ctyolo::inline v0
