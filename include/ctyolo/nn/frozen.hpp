// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// What does not learn: from names to parts of the flat arrays. Tier: spec (std only).
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/nn/layout.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ctyolo::inline v0 {

/// Names that a `freeze` list means. YOLOv5's way: one number N is the first N rows, several are those rows. A word is
/// the name of a tensor or of what stands before one of its dots: "model.9", "model.24.m.0", "model.3.conv.weight".
class FrozenNames {
 public:
  explicit FrozenNames(const std::vector<std::string>& freeze) {
    const auto is_number = [](const std::string& word) {
      return !word.empty() && word.size() < 4 && std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
    };
    if (freeze.size() == 1 && is_number(freeze[0])) {
      for (int row = 0; row < std::stoi(freeze[0]); ++row) names_.push_back("model." + std::to_string(row));
      all_must_match_ = false;
      return;
    }
    for (const std::string& word : freeze) names_.push_back(is_number(word) ? "model." + std::to_string(std::stoi(word)) : word);
  }

  /// @param tensor  as in the state dict: "model.0.conv.weight"
  bool contains(std::string_view tensor) const {
    return std::any_of(names_.begin(), names_.end(), [&](const std::string& name) { return meant(name, tensor); });
  }

  /// @throws Error naming the first word that means none of the tensors
  void check(const std::vector<std::string>& tensors) const {
    if (!all_must_match_) return;
    for (const std::string& name : names_)
      if (std::none_of(tensors.begin(), tensors.end(), [&](const std::string& t) { return meant(name, t); }))
        fail("freeze: there is no ", name, " in this net; its tensors have names from ", tensors.front(), " to ", tensors.back());
  }

 private:
  static bool meant(const std::string& name, std::string_view tensor) {
    return tensor.starts_with(name) && (tensor.size() == name.size() || tensor[name.size()] == '.');
  }

  std::vector<std::string> names_;
  bool all_must_match_ = true;
};

/// What is left of a flat array of `size` numbers without the frozen parts. @param frozen  in rising order
inline std::vector<Slice> live_parts(const std::vector<Slice>& frozen, std::int64_t size) {
  std::vector<Slice> live;
  std::int64_t begin = 0;
  const auto until = [&](std::int64_t end) {
    if (end > begin) live.push_back({begin, end - begin});
  };
  for (const Slice& s : frozen) {
    until(s.offset);
    begin = (s.offset + s.count + FlatLayout::alignment - 1) / FlatLayout::alignment * FlatLayout::alignment;  // with its gap
  }
  until(size);
  return live;
}

}  // namespace ctyolo::inline v0
