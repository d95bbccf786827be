// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of hooks/run_files.hpp.
#pragma once

#include <ctyolo/hooks/run_files.hpp>
#include <ctyolo/io/atomic_file.hpp>
#include <ctyolo/io/hyp_yaml.hpp>

#include <algorithm>
#include <string_view>

namespace ctyolo::inline v0 {

namespace detail {

/// Plain where that is safe, else in double quotes.
inline std::string yaml_scalar(std::string_view text) {
  const auto plain = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view("_/.+-").find(c) != std::string_view::npos;
  };
  if (!text.empty() && std::all_of(text.begin(), text.end(), plain) && text != "-" && text.find("--") == text.npos)
    return std::string(text);
  static constexpr char digits[] = "0123456789abcdef";
  std::string quoted = "\"";
  for (const char c : text) {
    const auto code = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\')
      (quoted += '\\') += c;
    else if (code < 32 || code == 127)
      ((quoted += "\\x") += digits[code >> 4]) += digits[code & 15];
    else
      quoted += c;
  }
  return quoted + '"';
}

}  // namespace detail

CTYOLO_INLINE std::string options_yaml(const std::vector<std::pair<std::string, std::string>>& options) {
  std::string text;
  for (const auto& [name, value] : options)
    text += detail::yaml_scalar(name) + ": " + detail::yaml_scalar(value) + "\n";
  return text;
}

CTYOLO_INLINE void RunFiles::on(const TrainingStarted& e) const {
  write_file_atomically(e.folder + "/hyp.yaml", hyp_yaml(e.hyp));
  write_file_atomically(e.folder + "/opt.yaml", options_yaml(e.options));
  const bool ends = e.configuration.empty() || e.configuration.back() == '\n';
  write_file_atomically(e.folder + "/configuration.txt", e.configuration + (ends ? "" : "\n"));
  if (!e.configuration_json.empty()) write_file_atomically(e.folder + "/configuration.json", e.configuration_json);
}

}  // namespace ctyolo::inline v0
