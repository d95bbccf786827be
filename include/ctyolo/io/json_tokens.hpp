// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The words of a JSON text (RFC 8259), one after the other. Tier: spec (std only).
//
// For headers of checkpoints alone: a JSON library for them took 8 % of the time to compile a training (docs/compile-time.md).
#pragma once

#include <ctyolo/core/config.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace ctyolo::inline v0 {

struct JsonToken {
  enum class Kind : std::uint8_t { mark, text, number, word, end, bad };

  Kind kind = Kind::end;
  /// A mark: one of {}[],: — a text: decoded, UTF-8 — a number or a word (true, false, null): as it stands there.
  std::string text;

  bool is(char mark) const { return kind == Kind::mark && text[0] == mark; }
};

/// Tells words, not whether they stand where a grammar wants them; every byte is looked at once, nothing is nested.
class JsonTokens {
 public:
  /// @param json  must outlive this object
  explicit JsonTokens(std::string_view json) : rest_(json), length_(json.size()) {}

  /// The next one; `end` at the end, and `bad`, from then on, at what JSON does not know: a word besides the three, a
  /// number with a leading zero, a text that does not end or is no UTF-8, half of a UTF-16 pair.
  JsonToken next();

  /// Bytes read so far.
  std::size_t position() const { return length_ - rest_.size(); }

 private:
  bool read_text(std::string& text);
  bool read_escape(std::string& text);
  std::size_t number_length() const;
  char take();

  std::string_view rest_;
  std::size_t length_;
  bool bad_ = false;
};

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/io/json_tokens.ipp>
#endif
