// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Options as hyper-parameters.
#pragma once

#include "case.hpp"

#include <ctyolo/hyp/hyp.hpp>

#include <initializer_list>

namespace replay {

/// Hyper-parameters: v7.0's, but for those of `names` that are options of the case.
inline Hyp hyp_of(const Case& c, std::initializer_list<const char*> names) {
  Hyp hyp;
  for (const std::string name : names)
    visit_hyp(hyp, [&](const std::string& field, double& value) {
      if (field == name) value = c.number(name, value);
    });
  return hyp;
}

}  // namespace replay
