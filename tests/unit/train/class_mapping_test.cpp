// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// What the labels' classes become.
#include "test.hpp"

#include <ctyolo/train/class_mapping.hpp>

using namespace ctyolo;

TEST_CASE("train/class_mapping: names") {
  using Names = std::vector<std::string>;
  static_assert(!AllClasses::single && SingleClass::single);
  CHECK(AllClasses::names({"cat", "dog"}) == Names{"cat", "dog"});
  CHECK(SingleClass::names({"cat", "dog"}) == Names{"item"});
  CHECK(SingleClass::names({"cat"}) == Names{"cat"});  // as YOLOv5: one name is kept
  CHECK(SingleClass::names({}) == Names{"item"});
}
