// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of data/image_list.hpp.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/data/image_list.hpp>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <set>
#include <system_error>

namespace ctyolo::inline v0 {

namespace detail {

/// Images of a folder and of all below it. `seen` holds the real paths on the way: a link to a parent ends there.
CTYOLO_INLINE void add_folder(const std::filesystem::path& folder, std::set<std::filesystem::path>& seen,
                              std::vector<std::string>& images) {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::path real = fs::canonical(folder, error);
  if (!error && !seen.insert(real).second) return;
  std::vector<fs::path> folders;
  for (auto entry = fs::directory_iterator(folder, error); !error && entry != fs::directory_iterator();
       entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (name.starts_with('.')) continue;
    std::error_code ignored;
    if (entry->is_directory(ignored)) {
      folders.push_back(entry->path());
    } else if (is_image_name(name)) {
      images.push_back(entry->path().string());
    }
  }
  if (error) fail(folder.string(), ": the folder cannot be read: ", error.message());
  std::sort(folders.begin(),
            folders.end());  // which of two links to one folder wins must not depend on the disk's order
  for (const fs::path& below : folders) add_folder(below, seen, images);
}

CTYOLO_INLINE void add_list(const std::filesystem::path& list, std::vector<std::string>& images) {
  namespace fs = std::filesystem;
  std::ifstream in(list, std::ios::binary);
  if (!in) fail(list.string(), ": the list of images cannot be read; check its permissions");
  const fs::path beside = list.parent_path();
  std::string line;
  while (std::getline(in, line)) {
    const std::size_t from = line.find_first_not_of(" \t\r");
    if (from == std::string::npos) continue;
    const std::string name = line.substr(from, line.find_last_not_of(" \t\r") + 1 - from);
    if (!is_image_name(name)) continue;
    std::error_code ignored;
    if (name.starts_with("./")) {
      images.push_back((beside / name.substr(2)).string());
    } else if (fs::path(name).is_absolute() || fs::exists(name, ignored)) {
      images.push_back(name);
    } else {
      images.push_back((beside / name).string());
    }
  }
}

}  // namespace detail

CTYOLO_INLINE bool is_image_name(std::string_view file) {
  const std::size_t dot = file.rfind('.');
  if (dot == std::string_view::npos) return false;
  std::string suffix;
  for (const char c : file.substr(dot + 1)) suffix += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  for (std::size_t from = 0; from < image_formats.size();) {
    const std::size_t to = std::min(image_formats.find(' ', from), image_formats.size());
    if (image_formats.substr(from, to - from) == suffix) return true;
    from = to + 1;
  }
  return false;
}

CTYOLO_INLINE std::vector<std::string> list_images(const std::vector<std::string>& entries) {
  namespace fs = std::filesystem;
  std::vector<std::string> images;
  for (const std::string& entry : entries) {
    std::error_code ignored;
    if (fs::is_directory(entry, ignored)) {
      std::set<fs::path> seen;
      detail::add_folder(entry, seen, images);
    } else if (!fs::exists(entry, ignored)) {
      fail(entry, ": no such folder or list of images");
    } else if (is_image_name(entry)) {
      images.push_back(entry);
    } else {
      detail::add_list(entry, images);
    }
  }
  std::sort(images.begin(), images.end());
  return images;
}

CTYOLO_INLINE std::string label_path(std::string_view image) {
  constexpr std::string_view folder = "/images/";
  std::string path(image);
  if (const std::size_t at = path.rfind(folder); at != std::string::npos) {
    path.replace(at, folder.size(), "/labels/");
  } else if (path.starts_with("images/")) {
    path.replace(0, folder.size() - 1, "labels/");
  }
  const std::size_t slash = path.rfind('/'), dot = path.rfind('.');
  if (dot != std::string::npos && (slash == std::string::npos || dot > slash)) path.resize(dot);
  return path + ".txt";
}

}  // namespace ctyolo::inline v0
