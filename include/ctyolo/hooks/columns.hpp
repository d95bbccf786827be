// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Numbers and words in columns, as YOLOv5's screen and files show them. Tier: spec (std only).
#pragma once

#include <ctyolo/core/results.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <string>
#include <string_view>

namespace ctyolo::inline v0 {

/// A namespace of its own: the names are short.
namespace columns {

/// printf's %.<digits>g and %.<digits>f, but the same in every locale: a comma would break a csv file.
inline std::string general(double value, int digits) {
  char text[64];
  return {text, std::to_chars(text, text + sizeof text, value, std::chars_format::general, digits).ptr};
}
inline std::string fixed(double value, int digits) {
  if (!(value > -1e30 && value < 1e30)) return general(value, digits);  // would not fit
  char text[64];
  return {text, std::to_chars(text, text + sizeof text, value, std::chars_format::fixed, digits).ptr};
}

/// Characters, not bytes, of UTF-8.
inline std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

/// %<width>s: blanks on the left; longer texts are not cut.
inline std::string right(std::string_view text, std::size_t width) {
  const std::size_t length = characters(text);
  return std::string(length < width ? width - length : 0, ' ').append(text);
}
inline std::string right(double value, std::size_t width, int digits) { return right(general(value, digits), width); }

/// 1,767,283
inline std::string grouped(long long value) {
  std::string text = std::to_string(value);
  const auto first = static_cast<std::ptrdiff_t>(value < 0);
  for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > first; at -= 3)
    text.insert(static_cast<std::size_t>(at), 1, ',');
  return text;
}

/// The columns of a training row: epoch/last, memory, box, obj, cls, total, targets, image size.
inline std::string progress(int epoch, int epochs, double memory_gb, const LossItems& mean, int targets, int img_px) {
  std::string row = right(std::to_string(epoch) + "/" + std::to_string(epochs - 1), 10);
  row += right(general(memory_gb, 3) + "G", 10);
  for (const double value : {mean.box, mean.obj, mean.cls, mean.total(), double(targets), double(img_px)})
    row += right(value, 10, 4);
  return row;
}

}  // namespace columns

}  // namespace ctyolo::inline v0
