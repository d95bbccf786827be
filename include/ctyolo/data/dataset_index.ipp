// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of data/dataset_index.hpp.
//
// A line an image, `size mtime size mtime width height orientation corrupt warnings labels path`, followed by a line a
// warning and a line a label. Floats are written shortest, so they read back as the same bits. The last line holds
// a hash of all before it.
#pragma once

#include <ctyolo/data/dataset_index.hpp>

#include <charconv>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string_view>
#include <system_error>
#include <utility>

namespace ctyolo::inline v0 {

namespace detail {

inline constexpr std::string_view index_banner = "ctyolo-index 1\n";
inline constexpr std::string_view index_end = "end ";

/// FNV-1a (Fowler, Noll, Vo), 64 bits: notices a damaged file, no more.
inline std::uint64_t text_hash(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325u;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  return hash;
}

template <class Number>
void append_number(std::string& text, Number value, char after) {
  char digits[40];
  text.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
  text += after;
}

/// Takes numbers and lines off the front of a text; after the first thing that does not fit, good() is false.
class IndexReader {
 public:
  explicit IndexReader(std::string_view text) : text_(text) {}
  bool good() const { return good_; }
  bool empty() const { return text_.empty(); }

  template <class Number>
  Number number(char after) {
    Number value{};
    const auto [end, error] = std::from_chars(text_.data(), text_.data() + text_.size(), value);
    const auto used = static_cast<std::size_t>(end - text_.data());
    if (error != std::errc() || used >= text_.size() || text_[used] != after) return stop<Number>();
    text_.remove_prefix(used + 1);
    return value;
  }
  std::string line() {
    const std::size_t end = text_.find('\n');
    if (end == std::string_view::npos) return stop<std::string>();
    std::string read(text_.substr(0, end));
    text_.remove_prefix(end + 1);
    return read;
  }

 private:
  template <class Result>
  Result stop() {
    good_ = false;
    text_ = {};
    return Result{};
  }

  std::string_view text_;
  bool good_ = true;
};

}  // namespace detail

CTYOLO_INLINE std::string index_text(const std::vector<ScannedImage>& scans) {
  std::string text(detail::index_banner);
  for (const ScannedImage& s : scans) {
    if (s.record.path.find('\n') != std::string::npos) return {};
    for (const std::int64_t value : {s.image.size, s.image.mtime_ns, s.label.size, s.label.mtime_ns}) {
      detail::append_number(text, value, ' ');
    }
    for (const int value : {s.record.width_px, s.record.height_px, s.record.orientation, s.corrupt ? 1 : 0}) {
      detail::append_number(text, value, ' ');
    }
    detail::append_number(text, s.warnings.size(), ' ');
    detail::append_number(text, s.record.labels.size(), ' ');
    text += s.record.path + '\n';
    for (const std::string& warning : s.warnings) text += warning + '\n';
    for (const Target& t : s.record.labels) {
      detail::append_number(text, t.cls, ' ');
      for (const float value : {t.x, t.y, t.w}) detail::append_number(text, value, ' ');
      detail::append_number(text, t.h, '\n');
    }
  }
  const std::uint64_t hash = detail::text_hash(text);
  text += detail::index_end;
  detail::append_number(text, hash, '\n');
  return text;
}

CTYOLO_INLINE std::vector<ScannedImage> parse_index(const std::string& text) {
  std::string_view body = text;
  if (!body.starts_with(detail::index_banner)) return {};
  const std::size_t end = body.rfind(detail::index_end);
  if (end == std::string_view::npos || body[end - 1] != '\n') return {};
  detail::IndexReader last(body.substr(end + detail::index_end.size()));
  const auto hash = last.number<std::uint64_t>('\n');
  body = body.substr(0, end);
  if (!last.good() || !last.empty() || hash != detail::text_hash(body)) return {};
  detail::IndexReader in(body.substr(detail::index_banner.size()));
  std::vector<ScannedImage> scans;
  while (!in.empty()) {
    ScannedImage s;
    s.image.size = in.number<std::int64_t>(' ');
    s.image.mtime_ns = in.number<std::int64_t>(' ');
    s.label.size = in.number<std::int64_t>(' ');
    s.label.mtime_ns = in.number<std::int64_t>(' ');
    s.record.width_px = in.number<int>(' ');
    s.record.height_px = in.number<int>(' ');
    s.record.orientation = in.number<int>(' ');
    s.corrupt = in.number<int>(' ') != 0;
    const auto warnings = in.number<std::size_t>(' ');
    const auto labels = in.number<std::size_t>(' ');
    s.record.path = in.line();
    for (std::size_t i = 0; in.good() && i < warnings; ++i) s.warnings.push_back(in.line());
    for (std::size_t i = 0; in.good() && i < labels; ++i) {
      Target t;
      t.cls = in.number<int>(' ');
      t.x = in.number<float>(' ');
      t.y = in.number<float>(' ');
      t.w = in.number<float>(' ');
      t.h = in.number<float>('\n');
      s.record.labels.push_back(t);
    }
    if (!in.good()) return {};
    scans.push_back(std::move(s));
  }
  return scans;
}

CTYOLO_INLINE std::vector<ScannedImage> load_index(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return {};
  return parse_index(std::string((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>()));
}

CTYOLO_INLINE bool save_index(const std::string& file, const std::vector<ScannedImage>& scans) {
  const std::string text = index_text(scans);
  if (text.empty()) return false;
  const std::string temporary =
      file + "." + std::to_string(std::random_device{}()) + ".tmp";  // two runs may save at once
  std::error_code error;
  {
    std::ofstream out(temporary, std::ios::binary);
    out << text;
    out.close();
    if (!out) {
      std::filesystem::remove(temporary, error);
      return false;
    }
  }
  std::filesystem::rename(temporary, file, error);
  if (!error) return true;
  std::error_code ignored;
  std::filesystem::remove(temporary, ignored);
  return false;
}

}  // namespace ctyolo::inline v0
