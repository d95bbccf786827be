// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of io/hyp_yaml.hpp.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/core/number.hpp>
#include <ctyolo/data/yaml.hpp>
#include <ctyolo/io/hyp_yaml.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <numeric>
#include <set>
#include <system_error>

namespace ctyolo::inline v0 {

namespace detail {

inline constexpr std::uintmax_t largest_hyp_file = 1 << 20;  // bytes; a hyp file has 1 or 2 KB

/// Insertions, removals and replacements that turn one word into the other (Levenshtein 1966).
inline std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
    }
  }
  return row.back();
}

/// "; did you mean 'lr0'?", or where the list is.
inline std::string nearest_hyp(std::string_view key) {
  std::string nearest;
  std::size_t least = std::max<std::size_t>(2, key.size() / 3) + 1;
  const Hyp known;
  visit_hyp(known, [&](const char* name, double) {
    if (const std::size_t distance = edit_distance(key, name); distance < least) {
      least = distance;
      nearest = name;
    }
  });
  if (nearest.empty()) return "; the known ones are the members of Hyp (hyp/hyp.hpp)";
  return "; did you mean '" + nearest + "'?";
}

inline std::string at_mark(const std::string& path, const YAML::Mark& mark) {
  return mark.line < 0 ? path : path + ":" + std::to_string(mark.line + 1);
}

inline double hyp_number(const YAML::Node& value, const std::string& where, const std::string& key) {
  if (!value.IsScalar()) fail(where, ": ", key, " must be one number");
  std::string_view text = value.Scalar();
  if (text.starts_with('+')) text.remove_prefix(1);
  double number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc() || end != text.data() + text.size() || !std::isfinite(number))
    fail(where, ": ", key, " is '", value.Scalar().substr(0, 60), "', which is not a finite number");
  if (number < 0) fail(where, ": ", key, " is ", number, ", but no hyper-parameter lies below 0");
  return number;
}

/// Why a key of YOLOv5 does nothing here though it does there; empty: it does.
inline std::string_view without_effect(std::string_view key, const Hyp& hyp) {
  if (key == "anchors") return "as their number is the net's type";
  if (key == "copy_paste" && hyp.copy_paste != 0) return "as labels here are boxes, without outlines to cut along";
  return {};
}

}  // namespace detail

CTYOLO_INLINE HypFile parse_hyp(std::string_view text, const std::string& path, const Hyp& defaults) {
  YAML::Node root;
  try {
    root = YAML::Load(std::string(text));
  } catch (const YAML::Exception& e) {
    fail(detail::at_mark(path, e.mark), ": not valid yaml: ", e.msg);
  }
  if (!root.IsMap()) fail(path, ": not a hyp file: it must have lines like 'lr0: 0.01'");

  HypFile file{.hyp = defaults, .missing = {}, .ignored = {}, .note = {}};
  std::set<std::string> seen;
  for (const auto& item : root) {
    const std::string where = detail::at_mark(path, item.first.Mark());
    if (!item.first.IsScalar()) fail(where, ": a key must be one word");
    const std::string written = item.first.Scalar();
    const std::string key = written == "giou" ? "box" : written;
    if (!seen.insert(key).second)
      fail(where, ": ", key, " stands there twice", written != key ? " (giou is its old name)" : "");
    static constexpr std::array<std::string_view, 2> without_meaning = {"iou_t", "anchors"};
    if (std::find(without_meaning.begin(), without_meaning.end(), key) != without_meaning.end()) {
      file.ignored.push_back(key);
      continue;
    }
    bool known = false;
    visit_hyp(file.hyp, [&](std::string_view name, double& value) {
      if (name != key) return;
      known = true;
      value = detail::hyp_number(item.second, where, written);
    });
    if (!known) fail(where, ": unknown key '", written.substr(0, 60), "'", detail::nearest_hyp(written));
  }
  visit_hyp(file.hyp, [&](const char* name, double) {
    if (!seen.contains(name)) file.missing.emplace_back(name);
  });
  for (const std::string& key : seen)
    if (const std::string_view why = detail::without_effect(key, file.hyp); !why.empty())
      file.note += (file.note.empty() ? path + ": without effect: " : "; ") + key + ", " + std::string(why);
  return file;
}

CTYOLO_INLINE HypFile read_hyp_file(const std::string& path, const Hyp& defaults) {
  std::error_code problem;
  if (!std::filesystem::exists(path, problem)) fail(path, ": no such file; it should be a hyp file like YOLOv5's");
  if (!std::filesystem::is_regular_file(path, problem)) fail(path, ": not a file");
  if (const auto bytes = std::filesystem::file_size(path, problem); !problem && bytes > detail::largest_hyp_file)
    fail(path, ": ", bytes, " bytes are too many for a hyp file (at most ", detail::largest_hyp_file, ")");
  std::ifstream in(path, std::ios::binary);
  if (!in) fail(path, ": could not be opened; check its permissions");
  return parse_hyp(std::string(std::istreambuf_iterator<char>(in), {}), path, defaults);
}

CTYOLO_INLINE Hyp read_hyp_yaml(const std::string& path, const Hyp& defaults) {
  return read_hyp_file(path, defaults).hyp;
}

CTYOLO_INLINE std::string hyp_yaml(const Hyp& hyp) {
  std::string text;
  visit_hyp(hyp, [&](const char* name, double value) {
    std::string number = shortest(value);
    // PyYAML takes 5e-04 for a word; with a point it is a number everywhere.
    const auto e = number.find('e');
    if (e != std::string::npos && number.find('.') == std::string::npos) number.insert(e, ".0");
    ((text += name) += ": ") += number + "\n";
  });
  return text;
}

}  // namespace ctyolo::inline v0
