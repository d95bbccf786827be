// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Reading the header of a safetensors file: a part of io/safetensors.ipp, and the only file that sees the JSON library.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/io/safetensors.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
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

/// Takes the header's JSON event by event (nlohmann's SAX interface), and nothing that does not belong there: no tree
/// is built, so a hostile header costs little more memory than its length.
class HeaderReader {
 public:
  HeaderReader(const std::string& path, std::map<std::string, std::string>& metadata, std::vector<HeaderEntry>& entries)
      : path_(path), metadata_(metadata), entries_(entries) {}

  bool null() { return misplaced("null"); }
  bool boolean(bool) { return misplaced("true or false"); }
  bool number_integer(std::int64_t value) { return misplaced(std::to_string(value)); }
  bool number_float(double, const std::string& text) { return misplaced(text); }
  bool binary(std::vector<std::uint8_t>&) { return misplaced("binary data"); }
  bool number_unsigned(std::uint64_t value) {
    if (list_ == nullptr) return misplaced(std::to_string(value));
    list_->push_back(value);
    return true;
  }
  bool string(std::string& text) {
    if (place_ == Place::metadata) {
      if (!metadata_.emplace(field_, text).second) bad("two texts named ", shown(field_), " in ", metadata_key);
      return true;
    }
    if (place_ != Place::tensor || list_ != nullptr || field_ != "dtype") return misplaced(shown(text));
    const auto is_it = [&](const DtypeFacts& facts) { return facts.name == text; };
    const auto found = std::find_if(dtype_facts.begin(), dtype_facts.end(), is_it);
    if (found == dtype_facts.end()) bad("tensor ", shown(entry().name), " has the unknown dtype ", shown(text));
    entry().dtype = static_cast<Dtype>(found - dtype_facts.begin());
    return true;
  }
  bool start_object(std::size_t) {
    if (place_ == Place::outside) {
      place_ = Place::top;
    } else if (place_ == Place::top && field_ == metadata_key) {
      if (metadata_seen_) bad(metadata_key, " stands there twice");
      metadata_seen_ = true;
      place_ = Place::metadata;
    } else if (place_ == Place::top) {
      entries_.push_back({.name = field_, .dtype = {}, .shape = {}, .offsets = {}});
      place_ = Place::tensor;
    } else {
      return misplaced("an object");
    }
    return true;
  }
  bool key(std::string& name) {
    field_ = name;
    if (place_ != Place::tensor) return true;
    if (name != "dtype" && name != "shape" && name != "data_offsets")
      bad("tensor ", shown(entry().name), " has the unknown field ", shown(name));
    if ((name == "dtype" && entry().dtype) || (name == "shape" && entry().shape) ||
        (name == "data_offsets" && entry().offsets))
      bad("tensor ", shown(entry().name), " has two fields ", shown(name));
    return true;
  }
  bool end_object() {
    if (place_ == Place::tensor) {
      const std::string tensor = "tensor " + shown(entry().name);
      if (!entry().dtype) bad(tensor, " has no dtype");
      if (!entry().shape) bad(tensor, " has no shape");
      if (!entry().offsets) bad(tensor, " has no data_offsets");
    }
    place_ = place_ == Place::top ? Place::outside : Place::top;
    return true;
  }
  bool start_array(std::size_t) {
    if (place_ != Place::tensor || list_ != nullptr || field_ == "dtype") return misplaced("a list");
    auto& list = field_ == "shape" ? entry().shape : entry().offsets;
    list_ = &list.emplace();
    return true;
  }
  bool end_array() {
    list_ = nullptr;
    return true;
  }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) {
    bad("is not valid JSON (UTF-8) near byte ", position);
  }

 private:
  enum class Place : std::uint8_t { outside, top, metadata, tensor };

  HeaderEntry& entry() { return entries_.back(); }
  bool misplaced(const std::string& what) {
    const std::string where = field_.empty() ? "at its beginning" : "after " + shown(field_);
    bad("has ", what, " ", where, ", where it does not belong");
  }
  template <class... Parts>
  [[noreturn]] void bad(const Parts&... parts) const {
    fail(path_, ": damaged safetensors header: ", parts...);
  }

  const std::string& path_;
  std::map<std::string, std::string>& metadata_;
  std::vector<HeaderEntry>& entries_;
  Place place_ = Place::outside;
  std::string field_;
  std::vector<std::uint64_t>* list_ = nullptr;
  bool metadata_seen_ = false;
};

}  // namespace detail

}  // namespace ctyolo::inline v0
