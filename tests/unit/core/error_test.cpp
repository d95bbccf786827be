// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The exception of the library.
#include "test.hpp"

#include <ctyolo/core/error.hpp>

#include <string>

using namespace ctyolo;

TEST_CASE("core/error: fail joins its parts into the sentence") {
  CHECK_THROWS_WITH_AS(fail(std::string("a.txt"), ":", 7, ": class ", 3, " >= nc ", 3), "a.txt:7: class 3 >= nc 3", Error);
  CHECK_THROWS_AS(fail("x"), std::runtime_error);
}
