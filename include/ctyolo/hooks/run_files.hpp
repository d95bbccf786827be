// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// What a run was started with, beside its results. Tier: app (POSIX, yaml-cpp).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/hooks/concepts.hpp>

#include <string>
#include <utility>
#include <vector>

namespace ctyolo::inline v0 {

/// `name: value` lines that any yaml reader gives back as the same texts, or as the numbers that they are.
std::string options_yaml(const std::vector<std::pair<std::string, std::string>>& options);

/// Writes hyp.yaml, opt.yaml, configuration.txt and configuration.json (every policy and value) when the training starts.
struct RunFiles {
  using slot = slot::hook;
  void on(const TrainingStarted& e) const;
};
static_assert(Hook<RunFiles>);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/hooks/run_files.ipp>
#endif
