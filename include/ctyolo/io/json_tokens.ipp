// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of io/json_tokens.hpp.
#pragma once

#include <ctyolo/io/json_tokens.hpp>
#include <ctyolo/io/utf8.hpp>

#include <algorithm>
#include <charconv>
#include <system_error>

namespace ctyolo::inline v0 {

namespace detail {

inline std::size_t digits_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
  return end - at;
}

}  // namespace detail

/// 0 where no number stands.
CTYOLO_INLINE std::size_t JsonTokens::number_length() const {
  std::size_t at = rest_.starts_with('-') ? 1 : 0;
  const std::size_t whole = detail::digits_at(rest_, at);
  if (whole == 0 || (whole > 1 && rest_[at] == '0')) return 0;
  at += whole;
  if (at < rest_.size() && rest_[at] == '.') {
    const std::size_t fraction = detail::digits_at(rest_, at + 1);
    if (fraction == 0) return 0;
    at += 1 + fraction;
  }
  if (at < rest_.size() && (rest_[at] == 'e' || rest_[at] == 'E')) {
    ++at;
    if (at < rest_.size() && (rest_[at] == '+' || rest_[at] == '-')) ++at;
    const std::size_t exponent = detail::digits_at(rest_, at);
    if (exponent == 0) return 0;
    at += exponent;
  }
  return at;
}

/// '\0' at the end: no text may hold it unescaped.
CTYOLO_INLINE char JsonTokens::take() {
  if (rest_.empty()) return '\0';
  const char c = rest_[0];
  rest_.remove_prefix(1);
  return c;
}

/// What follows a backslash.
CTYOLO_INLINE bool JsonTokens::read_escape(std::string& text) {
  static constexpr std::string_view letters = "\"\\/bfnrt", meant = "\"\\/\b\f\n\r\t";
  const char c = take();
  if (const std::size_t found = letters.find(c); found != letters.npos) {
    text += meant[found];
    return true;
  }
  if (c != 'u') return false;
  const auto unit = [&](std::uint32_t& code) {
    if (rest_.size() < 4) return false;
    const auto [end, problem] = std::from_chars(rest_.data(), rest_.data() + 4, code, 16);
    const bool whole = problem == std::errc() && end == rest_.data() + 4;
    if (whole) rest_.remove_prefix(4);
    return whole;
  };
  std::uint32_t code = 0;
  if (!unit(code) || (code >= 0xdc00 && code < 0xe000)) return false;
  if (code >= 0xd800 && code < 0xdc00) {  // the first half of a pair
    std::uint32_t second = 0;
    if (take() != '\\' || take() != 'u' || !unit(second) || second < 0xdc00 || second >= 0xe000) return false;
    code = 0x10000 + ((code - 0xd800) << 10) + (second - 0xdc00);
  }
  append_utf8(text, code);
  return true;
}

/// What follows a quotation mark, through the next one.
CTYOLO_INLINE bool JsonTokens::read_text(std::string& text) {
  for (char c = take(); c != '"'; c = take()) {
    if (static_cast<unsigned char>(c) < 32) return false;  // also the end
    if (c != '\\') text += c;
    else if (!read_escape(text)) return false;
  }
  return is_utf8(text);
}

CTYOLO_INLINE JsonToken JsonTokens::next() {
  JsonToken token{.kind = JsonToken::Kind::bad, .text = {}};
  if (bad_) return token;
  rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t\r\n"), rest_.size()));
  const auto take_over = [&](JsonToken::Kind kind, std::size_t bytes) {
    token.kind = kind;
    token.text = rest_.substr(0, bytes);
    rest_.remove_prefix(bytes);
  };
  if (rest_.empty()) {
    token.kind = JsonToken::Kind::end;
  } else if (std::string_view("{}[],:").find(rest_[0]) != std::string_view::npos) {
    take_over(JsonToken::Kind::mark, 1);
  } else if (rest_[0] == '"') {
    take();
    if (read_text(token.text)) token.kind = JsonToken::Kind::text;
  } else if (const std::size_t bytes = number_length(); bytes > 0) {
    take_over(JsonToken::Kind::number, bytes);
  } else {
    for (const std::string_view word : {"true", "false", "null"})
      if (token.kind == JsonToken::Kind::bad && rest_.starts_with(word)) take_over(JsonToken::Kind::word, word.size());
  }
  bad_ = token.kind == JsonToken::Kind::bad;
  return token;
}

}  // namespace ctyolo::inline v0
