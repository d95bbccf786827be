// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of data/data_yaml.hpp.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/data/data_yaml.hpp>
#include <ctyolo/data/yaml.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace ctyolo::inline v0 {

namespace detail {

namespace fs = std::filesystem;

inline constexpr std::uintmax_t largest_yaml_bytes = 1 << 20;  // a data.yaml is a few KB; more is the wrong file
inline constexpr int most_classes = 65536;

/// One data.yaml while it is being read: knows its name, so that every complaint can say where.
class DataYamlReader {
 public:
  explicit DataYamlReader(const std::string& file) : file_(file) { load(); }
  DataYaml read();

 private:
  void load();
  void read_roots();
  std::vector<std::string> read_names();
  std::vector<std::string> read_entries(const char* key, bool must_exist);
  std::string resolve(const YAML::Node& entry, const char* key, bool must_exist);
  YAML::Node value_of(const char* key) const { return root_[key]; }
  int as_int(const YAML::Node& node, const std::string& what) const;
  std::string where(const YAML::Mark& mark) const {
    return mark.line < 0 ? file_ : file_ + ":" + std::to_string(mark.line + 1);
  }

  std::string file_;
  YAML::Node root_;
  std::vector<fs::path> roots_;  // where relative entries are looked for, in this order
};

CTYOLO_INLINE void DataYamlReader::load() {
  std::error_code ignored;
  if (!fs::exists(file_, ignored)) fail(file_, ": no such file; .data must name a data.yaml");
  if (fs::is_directory(file_, ignored)) fail(file_, " is a folder; .data must name the data.yaml in it");
  const auto bytes = fs::file_size(file_, ignored);
  if (!ignored && bytes > largest_yaml_bytes) {
    fail(file_, ": ", bytes, " bytes are too many for a data.yaml (at most ", largest_yaml_bytes, ")");
  }
  std::ifstream in(file_, std::ios::binary);
  if (!in) fail(file_, ": cannot be opened for reading; check its permissions");
  try {
    root_ = YAML::Load(in);
  } catch (const YAML::Exception& e) {
    fail(where(e.mark), ": not valid yaml: ", e.msg);
  }
  if (!root_.IsMap()) fail(file_, ": not a data.yaml: it must have the keys train, val and names");
  std::vector<std::string> seen;  // readers differ in which of two they take
  for (const auto& item : root_) {
    const std::string& key = item.first.IsScalar() ? item.first.Scalar() : std::string();
    if (std::find(seen.begin(), seen.end(), key) != seen.end()) fail(where(item.first.Mark()), ": the key '", key, "' stands here a second time; keep one");
    seen.push_back(key);
  }
}

CTYOLO_INLINE void DataYamlReader::read_roots() {
  std::error_code ignored;
  const fs::path here = fs::current_path(ignored);
  const fs::path beside = fs::absolute(file_).parent_path();
  if (const YAML::Node path = value_of("path"); path && !path.IsNull()) {
    if (!path.IsScalar()) fail(where(path.Mark()), ": path must be one folder");
    const fs::path written = path.Scalar();
    if (written.is_absolute()) {
      roots_.push_back(written);
    } else {
      roots_.push_back(beside / written);
      roots_.push_back(here / written);
    }
  }
  roots_.push_back(beside);
  roots_.push_back(here);
}

CTYOLO_INLINE int DataYamlReader::as_int(const YAML::Node& node, const std::string& what) const {
  try {
    return node.as<int>();
  } catch (const YAML::Exception&) {
    fail(where(node.Mark()), ": ", what, " must be a whole number",
         node.IsScalar() ? ", not '" + node.Scalar() + "'" : std::string());
  }
}

CTYOLO_INLINE std::vector<std::string> DataYamlReader::read_names() {
  const YAML::Node names = value_of("names"), count = value_of("nc");
  const bool has_names = names && !names.IsNull(), has_count = count && !count.IsNull();
  std::vector<std::string> read;
  if (!has_names) {
    if (!has_count) fail(file_, ": key 'names' is missing; write names: [first, second, ...]");
    const int classes = as_int(count, "nc");
    if (classes < 1 || classes > most_classes)
      fail(where(count.Mark()), ": nc is ", classes, ", allowed are 1..", most_classes);
    for (int c = 0; c < classes; ++c) read.push_back(std::to_string(c));
    return read;
  }
  const auto text_of = [&](const YAML::Node& name, std::size_t c) {
    if (!name.IsScalar()) fail(where(name.Mark()), ": the name of class ", c, " is not text; put it in quotes");
    return name.Scalar();
  };
  if (names.IsSequence()) {
    for (const auto& name : names) read.push_back(text_of(name, read.size()));
  } else if (names.IsMap()) {
    const std::size_t classes = names.size();
    std::vector<bool> seen(classes);
    read.resize(classes);
    for (const auto& item : names) {
      const int c = as_int(item.first, "a key of names");
      if (c < 0 || static_cast<std::size_t>(c) >= classes) {
        fail(where(item.first.Mark()), ": names has ", classes, " entries, but one for class ", c, "; number them 0..",
             classes - 1);
      }
      const auto at = static_cast<std::size_t>(c);
      if (seen[at]) fail(where(item.first.Mark()), ": names gives class ", c, " twice");
      seen[at] = true;
      read[at] = text_of(item.second, at);
    }
  } else {
    fail(where(names.Mark()), ": names must be a list [a, b] or a map {0: a, 1: b}");
  }
  if (read.empty()) fail(where(names.Mark()), ": names is empty; at least one class is needed");
  if (has_count) {
    const int classes = as_int(count, "nc");
    if (classes < 0 || static_cast<std::size_t>(classes) != read.size()) {
      fail(where(count.Mark()), ": nc is ", classes, ", but names has ", read.size(), " entries; correct one of them");
    }
  }
  return read;
}

CTYOLO_INLINE std::string DataYamlReader::resolve(const YAML::Node& entry, const char* key, bool must_exist) {
  if (!entry.IsScalar() || entry.Scalar().empty()) {
    fail(where(entry.Mark()), ": ", key, " must be a folder, a .txt list, or a list of these");
  }
  const std::string written = entry.Scalar();
  std::vector<fs::path> tried;
  const auto add = [&](const fs::path& path) {
    const fs::path normal = fs::absolute(path).lexically_normal();
    if (std::find(tried.begin(), tried.end(), normal) == tried.end()) tried.push_back(normal);
  };
  if (fs::path(written).is_absolute()) {
    add(written);
  } else {
    for (const fs::path& root : roots_) add(root / written);
    if (written.starts_with("../")) {
      for (const fs::path& root : roots_) add(root / written.substr(3));
    }
  }
  std::error_code ignored;
  for (const fs::path& path : tried) {
    if (fs::exists(path, ignored)) return path.string();
  }
  if (!must_exist) return written;
  std::string list;
  for (const fs::path& path : tried) list += (list.empty() ? "" : ", ") + path.string();
  fail(where(entry.Mark()), ": ", key, ": '", written, "' does not exist; tried ", list);
}

CTYOLO_INLINE std::vector<std::string> DataYamlReader::read_entries(const char* key, bool must_exist) {
  const YAML::Node node = value_of(key);
  if (!node || node.IsNull() || (node.IsSequence() && node.size() == 0)) {
    if (must_exist) fail(file_, ": key '", key, "' is missing; it names the folder of the ", key, " images");
    return {};
  }
  std::vector<std::string> entries;
  if (node.IsSequence()) {
    for (const auto& entry : node) entries.push_back(resolve(entry, key, must_exist));
  } else {
    entries.push_back(resolve(node, key, must_exist));
  }
  return entries;
}

CTYOLO_INLINE DataYaml DataYamlReader::read() {
  try {
    read_roots();
    DataYaml data;
    data.file = file_;
    data.names = read_names();
    data.train = read_entries("train", true);
    data.val = read_entries("val", true);
    data.test = read_entries("test", false);
    return data;
  } catch (const YAML::Exception& e) {  // a node used against its kind: nothing above should, but the file is a user's
    fail(where(e.mark), ": cannot be understood: ", e.msg);
  }
}

}  // namespace detail

CTYOLO_INLINE const std::vector<std::string>& DataYaml::entries(const std::string& split) const {
  if (split == "train") return train;
  if (split == "val") return val;
  if (split == "test") return test;
  fail("there is no split '", split, "'; a data.yaml has train, val and test");
}

CTYOLO_INLINE DataYaml read_data_yaml(const std::string& file) { return detail::DataYamlReader(file).read(); }

}  // namespace ctyolo::inline v0
