// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Tensors of a state_dict, one by one: for the golden tests and for replay.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/nn/parameters.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace test {

/// @param t  f32, contiguous
inline std::span<float> numbers_of(const at::Tensor& t) {
  if (!t.is_contiguous()) ctyolo::fail("numbers_of: a tensor with gaps");
  return {t.data_ptr<float>(), static_cast<std::size_t>(t.numel())};
}

/// A tensor of the state_dict; where it lies; its gradient, or itself if it is a statistic.
struct StateEntry {
  std::string name;
  ctyolo::Group group = ctyolo::Group::buffer;
  at::Tensor values, result;
};

/// @param p  with gradients enabled
inline std::vector<StateEntry> state_entries(const ctyolo::Parameters& p) {
  std::vector<StateEntry> all;
  p.visit([&](const std::string& name, const at::Tensor& t) {
    StateEntry& e = all.emplace_back(StateEntry{.name = name, .values = t.detach(), .result = t.detach()});
    for (const ctyolo::Group g : ctyolo::trained_groups) {
      if (!t.is_alias_of(p.values(g))) continue;
      e.group = g;
      e.result = p.gradients(g).narrow(0, t.storage_offset(), t.numel());
    }
  });
  return all;
}

}  // namespace test
