// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#include "test.hpp"

#include <ctyolo/core/fingerprint.hpp>
#include <ctyolo/core/json_text.hpp>

using namespace ctyolo;

TEST_CASE("core/fingerprint: the published values of FNV-1a") {
  CHECK(fingerprint("") == "cbf29ce484222325");
  CHECK(fingerprint("a") == "af63dc4c8601ec8c");
  CHECK(fingerprint("foobar") == "85944171f73967e8");
}

TEST_CASE("core/json_text: what JSON forbids is escaped") {
  CHECK(quoted_json("a\"b\\c\n") == "\"a\\\"b\\\\c\\u000a\"");
  CHECK(quoted_json("ü") == "\"ü\"");
}
