// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The kinds of cases. What each reads and computes: docs/replay.md.
#pragma once

#include "results.hpp"

#include <span>
#include <string>
#include <vector>

namespace replay {

struct Kind {
  std::string name;
  void (*run)(const Case&, Results&);
};

/// By --kind (may be empty), by the metadata, or by the file's name: the longest kind's name that it begins with,
/// "pixels_" and "policies_" before it left out. @throws Error for a kind that is unknown
const Kind& kind_of(const Case& c, const std::string& asked);

std::vector<Kind> all_kinds();

// Families, one file each.
std::vector<Kind> anchor_kinds();
std::vector<Kind> batch_kinds();
std::vector<Kind> detection_kinds();
std::vector<Kind> loss_kinds();
std::vector<Kind> picture_kinds();
std::vector<Kind> curve_kinds();
std::vector<Kind> schedule_kinds();
std::vector<Kind> step_kinds();
std::vector<Kind> tensor_kinds();
std::vector<Kind> test_time_kinds();
std::vector<Kind> weight_kinds();
std::vector<Kind> v1_block_kinds();
std::vector<Kind> v1_net_kinds();
std::vector<Kind> v7_block_kinds();
std::vector<Kind> v7_net_kinds();

}  // namespace replay
