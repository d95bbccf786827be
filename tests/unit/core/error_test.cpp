// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The exception of the library.
#include "test.hpp"

#include <ctyolo/core/error.hpp>

#include <cstdint>
#include <string>
#include <string_view>

using namespace ctyolo;

TEST_CASE("core/error: fail joins its parts into the sentence") {
  CHECK_THROWS_WITH_AS(fail(std::string("a.txt"), ":", 7, ": class ", 3, " >= nc ", 3), "a.txt:7: class 3 >= nc 3", Error);
  CHECK_THROWS_AS(fail("x"), std::runtime_error);
}

TEST_CASE("core/error: every kind of part reads as a stream would write it") {
  const char* c_string = "words";
  CHECK_THROWS_WITH(fail('c', std::string_view(" view "), c_string, ' ', std::uint8_t{65} + 0, ' ', std::int64_t{-5}, ' ', ~std::uint64_t{0}),
                    "c view words 65 -5 18446744073709551615");
  CHECK_THROWS_WITH(fail(0.1, " ", 2.5f, " ", 1e-9, " ", 1234567.0, " ", static_cast<unsigned short>(7)), "0.1 2.5 1e-09 1.23457e+06 7");
  CHECK_THROWS_WITH(fail(std::string()), "");
}
