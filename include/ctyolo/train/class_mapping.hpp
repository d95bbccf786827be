// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Class-mapping policies: what the labels' classes become. Tier: spec (std only).
//
// # Class-mapping policies
// Slot: `slot::class_mapping` (one per Trainer; default `AllClasses`).
// | policy      | meaning                                              |
// | AllClasses  | classes as labelled                                  |
// | SingleClass | every box is class 0, "item" (YOLOv5's --single-cls) |
#pragma once

#include <ctyolo/core/slot.hpp>

#include <concepts>
#include <string>
#include <vector>

namespace ctyolo::inline v0 {

template <class P>
concept ClassMapping = PolicyOf<P, slot::class_mapping> && requires(const std::vector<std::string>& names) {
  { P::single } -> std::convertible_to<bool>;
  { P::names(names) } -> std::same_as<std::vector<std::string>>;
};

struct AllClasses {
  using slot = slot::class_mapping;
  static constexpr bool single = false;
  static std::vector<std::string> names(const std::vector<std::string>& of_data) { return of_data; }
};
static_assert(ClassMapping<AllClasses>);

struct SingleClass {
  using slot = slot::class_mapping;
  static constexpr bool single = true;
  static std::vector<std::string> names(const std::vector<std::string>& of_data) {
    return {of_data.size() == 1 ? of_data[0] : std::string("item")};
  }
};
static_assert(ClassMapping<SingleClass>);

}  // namespace ctyolo::inline v0
