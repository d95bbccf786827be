// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of hooks/hook_set.hpp.
#pragma once

#include <ctyolo/hooks/hook_set.hpp>

namespace ctyolo::inline v0::detail {

CTYOLO_INLINE const std::string* state_of(const HookStates& states, const std::string& name) {
  for (const auto& [hook, state] : states)
    if (hook == name) return &state;
  return nullptr;
}

CTYOLO_INLINE std::string free_name(const std::string& type, const HookStates& states) {
  std::string name = type;
  for (int n = 2; state_of(states, name) != nullptr; ++n) name = type + "#" + std::to_string(n);
  return name;
}

}  // namespace ctyolo::inline v0::detail
