// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#include "../test.hpp"

#include <ctyolo/io/utf8.hpp>

using namespace ctyolo;

static_assert(is_utf8("Pl\xc3\xa4ttchen \xe7\x99\xbd\xf0\x9f\x90\xb6"));

TEST_CASE("io/utf8: characters of one to four bytes") {
  CHECK((code_points("\xc3\xa4") == U"\u00e4"));
  CHECK(is_utf8(""));
  CHECK((code_points("").empty()));
  CHECK((code_points("a\x7f\xc2\x80\xdf\xbf\xe0\xa0\x80\xef\xbf\xbf\xf0\x90\x80\x80\xf4\x8f\xbf\xbf") ==
         std::u32string{0x61, 0x7f, 0x80, 0x7ff, 0x800, 0xffff, 0x10000, 0x10ffff}));
}

TEST_CASE("io/utf8: cut, overlong, halves of pairs, beyond Unicode") {
  for (const char* wrong : {"\xff", "\x80", "a\xc3", "\xc3(", "\xe7\x8b", "\xf0\x9f\x90", "\xc0\x80", "\xe0\x80\x80",
                            "\xf0\x80\x80\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80"})
    CHECK_FALSE_MESSAGE(is_utf8(wrong), wrong);
}

TEST_CASE("io/utf8: a character that was added is the one that is read") {
  for (std::uint32_t code = 0; code < 0x110000; code += code < 0x900 ? 1 : 37) {
    if (code >= 0xd800 && code < 0xe000) continue;
    std::string text = "a";
    append_utf8(text, code);
    if (!is_utf8(text) || code_points(text) != std::u32string{U'a', code}) FAIL("character ", code);
  }
}
