// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#include "kinds.hpp"

namespace replay {

namespace {

/// "schedule_linear" begins "schedule_linear_13", "steps_adam" does not begin "steps_adamw".
bool begins(const std::string& stem, const std::string& kind) {
  return stem.starts_with(kind) && (stem.size() == kind.size() || stem[kind.size()] == '_');
}

}  // namespace

std::vector<Kind> all_kinds() {
  std::vector<Kind> all;
  for (const auto& family : {v7_net_kinds(), v1_net_kinds(), v7_block_kinds(), v1_block_kinds(), loss_kinds(), schedule_kinds(),
                             step_kinds(), picture_kinds(), batch_kinds(), anchor_kinds(), weight_kinds(), detection_kinds(),
                             curve_kinds(), tensor_kinds(), test_time_kinds()})
    all.insert(all.end(), family.begin(), family.end());
  return all;
}

const Kind& kind_of(const Case& c, const std::string& asked) {
  static const std::vector<Kind> all = all_kinds();
  const auto& metadata = c.file().metadata();
  const std::string name = !asked.empty() ? asked : metadata.contains("kind") ? metadata.at("kind") : "";
  if (!name.empty()) {
    for (const Kind& k : all)
      if (k.name == name) return k;
    fail(c.path(), ": kind ", name, ": expected one of those that `replay --kinds` lists");
  }
  std::string stem = std::filesystem::path(c.path()).stem().string();
  for (const std::string group : {"pixels_", "policies_"})
    if (stem.starts_with(group)) stem.erase(0, group.size());
  const Kind* longest = nullptr;
  for (const Kind& k : all)
    if (begins(stem, k.name) && (longest == nullptr || k.name.size() > longest->name.size())) longest = &k;
  if (longest == nullptr)
    fail(c.path(),
         ": kind: expected in the metadata, as --kind, or as the beginning of the file's name (`replay --kinds` lists them)");
  return *longest;
}

}  // namespace replay
