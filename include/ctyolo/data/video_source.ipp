// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of data/video_source.hpp.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/data/image_list.hpp>
#include <ctyolo/data/video_source.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace ctyolo::inline v0 {

namespace detail {

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
inline char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

inline std::string lower(std::string_view text) {
  std::string out;
  for (const char c : text) out += lower(c);
  return out;
}

/// "https" of an address, in small letters; empty for another source.
inline std::string scheme(std::string_view source) {
  const std::size_t end = source.find("://");
  if (end == std::string_view::npos || end == 0 || !is_letter(source[0])) return {};
  const std::string_view name = source.substr(0, end);
  const auto may_be = [](char c) { return is_letter(c) || is_digit(c) || c == '+' || c == '-' || c == '.'; };
  return std::all_of(name.begin(), name.end(), may_be) ? lower(name) : std::string();
}

/// Where the host of an address begins, past "user:password@".
inline std::size_t host_at(std::string_view address) {
  const std::size_t begin = address.find("://") + 3;
  const std::size_t end = std::min(address.find_first_of("/?#", begin), address.size());
  const std::size_t user = address.substr(0, end).rfind('@');
  return user == std::string_view::npos || user < begin ? begin : user + 1;
}

/// Host and path, without what follows '?' or '#'.
inline std::string_view host_and_path(std::string_view address) {
  const std::size_t begin = host_at(address);
  return address.substr(begin, std::min(address.find_first_of("?#", begin), address.size()) - begin);
}

/// Host and path where it is a web server's; empty for another source.
inline std::string_view web_file(std::string_view source) {
  const std::string name = scheme(source);
  return name == "http" || name == "https" ? host_and_path(source) : std::string_view();
}

}  // namespace detail

CTYOLO_INLINE bool is_video_name(std::string_view file) {
  const std::size_t dot = file.rfind('.');
  if (dot == std::string_view::npos || file.find_first_of(" /", dot) != std::string_view::npos) return false;
  const std::string suffix = detail::lower(file.substr(dot + 1));
  return !suffix.empty() && video_formats.find(" " + suffix + " ") != std::string_view::npos;
}

CTYOLO_INLINE std::vector<std::string> list_videos(const std::string& source) {
  namespace fs = std::filesystem;
  std::vector<std::string> videos;
  std::error_code error;
  if (fs::is_regular_file(source, error) && is_video_name(source)) return {source};
  if (!fs::is_directory(source, error)) return {};
  for (auto entry = fs::recursive_directory_iterator(source, error); !error && entry != fs::recursive_directory_iterator();
       entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    std::error_code ignored;
    if (name.starts_with('.'))
      entry.disable_recursion_pending();
    else if (is_video_name(name) && entry->is_regular_file(ignored))
      videos.push_back(entry->path().string());
  }
  if (error) fail(source, ": the folder cannot be read: ", error.message());
  std::sort(videos.begin(), videos.end());
  return videos;
}

CTYOLO_INLINE bool is_camera(std::string_view source) {
  return !source.empty() && std::all_of(source.begin(), source.end(), detail::is_digit);
}

CTYOLO_INLINE bool is_address(std::string_view source) { return !detail::scheme(source).empty(); }

CTYOLO_INLINE bool is_video_address(std::string_view source) {
  return is_video_name(detail::web_file(source));
}

CTYOLO_INLINE bool is_picture_address(std::string_view source) { return is_image_name(detail::web_file(source)); }

CTYOLO_INLINE std::string local_path(const std::string& source) {
  if (detail::scheme(source) != "file") return source;
  const std::size_t path = source.find('/', source.find("://") + 3);  // past an empty host or "localhost"
  if (path == std::string::npos) return source;
  std::string out;
  for (std::size_t i = path; i < source.size(); ++i) {
    unsigned char code = 0;
    const char* const digits = source.data() + i + 1;
    if (source[i] == '%' && i + 2 < source.size() && std::from_chars(digits, digits + 2, code, 16).ptr == digits + 2) {
      out += static_cast<char>(code);
      i += 2;
    } else {
      out += source[i];
    }
  }
  return out;
}

CTYOLO_INLINE std::string shown_source(const std::string& source) {
  if (is_camera(source)) return "camera " + source;
  if (!is_address(source)) return source;
  return source.substr(0, source.find("://") + 3) + source.substr(detail::host_at(source));
}

CTYOLO_INLINE std::string source_stem(const std::string& source) {
  if (is_camera(source)) return "camera" + source;
  std::string_view text = is_address(source) ? detail::host_and_path(source) : std::string_view(source);
  if (is_video_name(text)) text = text.substr(0, text.rfind('.'));
  constexpr std::size_t longest = 100;  // a file's name may have 255 bytes, and frames are counted behind it
  std::string stem;
  for (const char c : text.substr(0, longest))
    stem += detail::is_letter(c) || detail::is_digit(c) || c == '.' || c == '-' ? c : '_';
  stem.erase(0, stem.find_first_not_of('.'));  // no hidden file, no parent folder
  while (stem.ends_with('_')) stem.pop_back();
  return stem.empty() ? "stream" : stem;
}

CTYOLO_INLINE std::vector<std::string> read_streams(const std::string& file) {
  std::ifstream in(file);
  if (!in) fail(file, ": there is no such file, or it cannot be read");
  constexpr std::string_view blank = " \t\r";
  std::vector<std::string> sources;
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    const std::size_t begin = line.find_first_not_of(blank);
    if (begin == std::string::npos || line[begin] == '#') continue;
    const std::string source = line.substr(begin, line.find_last_not_of(blank) + 1 - begin);
    if (!is_camera(source) && !is_address(source))
      fail(file, ":", number, ": \"", source, "\" is neither a camera's number nor an address such as rtsp://host/path");
    sources.push_back(source);
  }
  if (sources.empty())
    fail(file, ": no source in it; write one a line: a camera's number or an address such as rtsp://host/path");
  return sources;
}

}  // namespace ctyolo::inline v0
