// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of data/labels.hpp.
#pragma once

#include <ctyolo/data/labels.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
#include <system_error>
#include <tuple>

namespace ctyolo::inline v0 {

namespace detail {

inline constexpr std::size_t most_label_faults = 10;

/// The words of a line; any run of blanks and tabs separates (and the \r of a Windows line end).
CTYOLO_INLINE void split_words(std::string_view line, std::vector<std::string_view>& words) {
  words.clear();
  constexpr std::string_view blanks = " \t\r\f\v";
  for (std::size_t from = line.find_first_not_of(blanks); from != std::string_view::npos;) {
    const std::size_t to = std::min(line.find_first_of(blanks, from), line.size());
    words.push_back(line.substr(from, to - from));
    from = line.find_first_not_of(blanks, to);
  }
}

CTYOLO_INLINE bool read_number(std::string_view word, double& value) {
  if (word.starts_with('+')) word.remove_prefix(1);
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  // A number too small for a double reads as out of range and is left at what it was: it is 0 for us.
  if (error == std::errc::result_out_of_range && end == word.data() + word.size()) {
    value = word.find("e-") != std::string_view::npos || word.find("E-") != std::string_view::npos ? 0.0 : INFINITY;
    return true;
  }
  return error == std::errc() && end == word.data() + word.size();
}

/// A word of a broken file, short enough for one line and printable.
CTYOLO_INLINE std::string shown_word(std::string_view word) {
  std::string text;
  for (const char c : word.substr(0, 20)) text += c >= ' ' && c <= '~' ? c : '?';
  return word.size() > 20 ? text + "..." : text;
}

/// Reads one row into `row`; returns what is wrong with it, empty when nothing is.
CTYOLO_INLINE std::string read_row(const std::vector<std::string_view>& words, std::vector<double>& numbers,
                                   Target& row) {
  numbers.clear();
  for (std::size_t i = 0; i < words.size(); ++i) {
    double value = 0;
    if (!read_number(words[i], value))
      return "'" + shown_word(words[i]) + "' in column " + std::to_string(i + 1) + " is not a number";
    numbers.push_back(value);
  }
  const std::size_t columns = numbers.size();
  if (columns != 5 && (columns < 7 || columns % 2 == 0)) {
    return std::to_string(columns) +
           " columns; a row is 'class x y w h', or 'class x1 y1 x2 y2 x3 y3 ...' for a polygon";
  }
  const double cls = numbers[0];
  if (!(cls >= 0 && cls < 1e6) || cls != std::floor(cls))
    return "class " + shown_word(words[0]) + " is not a whole number from 0";
  row.cls = static_cast<int>(cls);
  std::array<float, 4> xywh{};
  if (columns == 5) {
    for (std::size_t k = 0; k < 4; ++k) xywh[k] = static_cast<float>(numbers[k + 1]);
  } else {
    double low[2] = {INFINITY, INFINITY}, high[2] = {-INFINITY, -INFINITY};
    for (std::size_t i = 1; i < columns; ++i) {
      if (!std::isfinite(numbers[i])) return "column " + std::to_string(i + 1) + " is not finite";
      low[(i - 1) % 2] = std::min(low[(i - 1) % 2], numbers[i]);
      high[(i - 1) % 2] = std::max(high[(i - 1) % 2], numbers[i]);
    }
    for (std::size_t k = 0; k < 2; ++k) {
      xywh[k] = static_cast<float>((low[k] + high[k]) / 2);
      xywh[k + 2] = static_cast<float>(high[k] - low[k]);
    }
  }
  constexpr std::array<const char*, 4> called = {"x", "y", "width", "height"};
  for (std::size_t k = 0; k < 4; ++k) {
    if (!(xywh[k] >= 0 && xywh[k] <= 1)) {
      std::ostringstream text;
      text << called[k] << " " << xywh[k] << " is outside 0..1; boxes are fractions of the image, not pixels";
      return text.str();
    }
  }
  row.x = xywh[0], row.y = xywh[1], row.w = xywh[2], row.h = xywh[3];
  return {};
}

}  // namespace detail

CTYOLO_INLINE LabelFile parse_labels(std::string_view text, const std::string& file) {
  LabelFile labels;
  std::set<std::tuple<int, float, float, float, float>> seen;
  std::vector<std::string_view> words;
  std::vector<double> numbers;
  std::size_t bad = 0;
  int line_number = 0;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);  // some editors write a byte-order mark
  while (!text.empty()) {
    ++line_number;
    const std::size_t end = std::min(text.find('\n'), text.size());
    detail::split_words(text.substr(0, end), words);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (words.empty()) continue;
    Target row;
    if (const std::string fault = detail::read_row(words, numbers, row); !fault.empty()) {
      if (++bad <= detail::most_label_faults)
        labels.faults.push_back(file + ":" + std::to_string(line_number) + ": " + fault);
    } else if (!seen.emplace(row.cls, row.x, row.y, row.w, row.h).second) {
      ++labels.duplicates;
    } else {
      labels.rows.push_back(row);
      labels.lines.push_back(line_number);
    }
  }
  if (bad > detail::most_label_faults) {
    labels.faults.push_back(file + ": " + std::to_string(bad - detail::most_label_faults) + " more bad rows");
  }
  return labels;
}

CTYOLO_INLINE LabelFile read_labels(const std::string& file) {
  std::error_code ignored;
  LabelFile labels;
  if (!std::filesystem::exists(file, ignored)) {
    labels.missing = true;
    return labels;
  }
  std::ifstream in(file, std::ios::binary);
  if (!in || std::filesystem::is_directory(file, ignored)) {
    labels.faults.push_back(file + ": the label file cannot be read; check its permissions");
    return labels;
  }
  const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  return parse_labels(text, file);
}

}  // namespace ctyolo::inline v0
