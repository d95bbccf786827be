// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Reading the header of a safetensors file: a part of io/safetensors.ipp.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/io/json_tokens.hpp>
#include <ctyolo/io/safetensors.hpp>

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace ctyolo::inline v0 {

namespace detail {

struct DtypeFacts {
  std::string_view name;
  std::size_t bytes;
};
inline constexpr std::array dtype_facts = {  // in the order of Dtype
    DtypeFacts{"BOOL", 1},    DtypeFacts{"U8", 1},  DtypeFacts{"I8", 1},  DtypeFacts{"F8_E4M3", 1},
    DtypeFacts{"F8_E5M2", 1}, DtypeFacts{"U16", 2}, DtypeFacts{"I16", 2}, DtypeFacts{"F16", 2},
    DtypeFacts{"BF16", 2},    DtypeFacts{"U32", 4}, DtypeFacts{"I32", 4}, DtypeFacts{"F32", 4},
    DtypeFacts{"U64", 8},     DtypeFacts{"I64", 8}, DtypeFacts{"F64", 8}};

inline constexpr std::uint64_t safetensors_header_limit = 100'000'000;  // bytes; the reference reader's
inline constexpr std::string_view metadata_key = "__metadata__";

/// A name as an error shows it: short, on one line.
inline std::string shown(std::string_view text) {
  std::string out = "\"";
  for (const char c : text.substr(0, 60)) out += static_cast<unsigned char>(c) < 32 || c == 127 ? '?' : c;
  return out + (text.size() > 60 ? "...\"" : "\"");
}

struct HeaderEntry {
  std::string name;
  std::optional<Dtype> dtype;
  std::optional<std::vector<std::uint64_t>> shape, offsets;
};

/// Reads the header, and refuses what does not belong there where it stands: nothing is nested deeper than a header is,
/// so a hostile one costs little more memory than its length.
class HeaderReader {
 public:
  HeaderReader(const std::string& path, std::string_view header) : path_(path), tokens_(header) { next(); }

  void read(std::map<std::string, std::string>& metadata, std::vector<HeaderEntry>& entries) {
    bool metadata_seen = false;
    read_object([&] {
      if (field_ != metadata_key) {
        entries.push_back({.name = field_, .dtype = {}, .shape = {}, .offsets = {}});
        read_tensor(entries.back());
        return;
      }
      if (std::exchange(metadata_seen, true)) bad(metadata_key, " stands there twice");
      read_object([&] {
        if (!metadata.emplace(field_, expect_text()).second) bad("two texts named ", shown(field_), " in ", metadata_key);
      });
    });
    if (token_.kind != JsonToken::Kind::end) invalid();
  }

 private:
  void read_tensor(HeaderEntry& entry) {
    const std::string tensor = "tensor " + shown(entry.name);
    read_object([&] {
      const bool is_dtype = field_ == "dtype", is_shape = field_ == "shape";
      if (!is_dtype && !is_shape && field_ != "data_offsets") bad(tensor, " has the unknown field ", shown(field_));
      auto& list = is_shape ? entry.shape : entry.offsets;
      if (is_dtype ? entry.dtype.has_value() : list.has_value()) bad(tensor, " has two fields ", shown(field_));
      if (is_dtype) entry.dtype = dtype(tensor, expect_text());
      else list = read_list();
    });
    if (!entry.dtype) bad(tensor, " has no dtype");
    if (!entry.shape) bad(tensor, " has no shape");
    if (!entry.offsets) bad(tensor, " has no data_offsets");
  }

  Dtype dtype(const std::string& tensor, const std::string& text) const {
    for (std::size_t i = 0; i < dtype_facts.size(); ++i)
      if (dtype_facts[i].name == text) return static_cast<Dtype>(i);
    bad(tensor, " has the unknown dtype ", shown(text));
  }

  /// Calls `value` at each member's value; its name is `field_`.
  template <class Value>
  void read_object(const Value& value) {
    if (!token_.is('{')) misplaced();
    next();
    for (bool first = true; !token_.is('}'); first = false) {
      if (!first) pass(',');
      if (token_.kind != JsonToken::Kind::text) invalid();
      const std::string outer = std::exchange(field_, token_.text);
      next();
      pass(':');
      value();
      if (!token_.is(',') && !token_.is('}')) invalid();
      field_ = outer;
    }
    next();
  }

  std::vector<std::uint64_t> read_list() {
    std::vector<std::uint64_t> list;
    if (!token_.is('[')) misplaced();
    next();
    for (bool first = true; !token_.is(']'); first = false) {
      if (!first) pass(',');
      const char* const end = token_.text.data() + token_.text.size();
      std::uint64_t number = 0;
      const auto [stop, problem] = std::from_chars(token_.text.data(), end, number);
      if (token_.kind != JsonToken::Kind::number || problem != std::errc() || stop != end) misplaced();
      list.push_back(number);
      next();
      if (!token_.is(',') && !token_.is(']')) invalid();
    }
    next();
    return list;
  }

  std::string expect_text() {
    if (token_.kind != JsonToken::Kind::text) misplaced();
    std::string text = std::move(token_.text);
    next();
    return text;
  }
  void pass(char mark) {
    if (!token_.is(mark)) invalid();
    next();
  }
  void next() {
    token_ = tokens_.next();
    if (token_.kind == JsonToken::Kind::bad) invalid();
  }

  /// At a value of another kind than is due.
  [[noreturn]] void misplaced() const {
    const bool opens = token_.is('{') || token_.is('[');
    if (token_.kind == JsonToken::Kind::end || (token_.kind == JsonToken::Kind::mark && !opens)) invalid();
    const std::string what = opens                                     ? token_.is('{') ? "an object" : "a list"
                             : token_.kind == JsonToken::Kind::text ? shown(token_.text)
                                                                    : token_.text.substr(0, 60);
    bad("has ", what, " ", field_.empty() ? "at its beginning" : "after " + shown(field_), ", where it does not belong");
  }
  [[noreturn]] void invalid() const { bad("is not valid JSON (UTF-8) near byte ", tokens_.position()); }
  template <class... Parts>
  [[noreturn]] void bad(const Parts&... parts) const {
    fail(path_, ": damaged safetensors header: ", parts...);
  }

  const std::string& path_;
  JsonTokens tokens_;
  JsonToken token_;  // not yet passed
  std::string field_;
};

}  // namespace detail

}  // namespace ctyolo::inline v0
