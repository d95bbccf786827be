// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Tests of backend/device.hpp.
#include "temporary_folder.hpp"
#include "test.hpp"

#include <ctyolo/backend/device.hpp>

using namespace ctyolo;

namespace {
struct Anywhere {
  static bool supports(const std::string&) { return true; }
};
struct Nowhere {
  static bool supports(const std::string&) { return false; }
};
}  // namespace

TEST_CASE("backend/device: the CPU, if the backend can; another name is one line with the backend's") {
  CHECK_NOTHROW(check_device<Anywhere>("cpu"));
  CHECK(test::contains(test::error_of([] { check_device<Nowhere>("cpu"); }), "Nowhere"));
  for (const char* name : {"cuda", "0,1", "", "mps"}) {
    const std::string text = test::error_of([&] { check_device<Anywhere>(name); });
    CHECK(test::contains(text, std::string("device ") + name + ": "));
    CHECK(test::contains(text, "Anywhere run on the cpu"));
    CHECK_FALSE(test::contains(text, "\n"));
  }
}
