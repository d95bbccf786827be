// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#include "../test.hpp"

#include <ctyolo/core/random.hpp>
#include <ctyolo/io/json_tokens.hpp>
#include <ctyolo/io/utf8.hpp>

#include <nlohmann/json.hpp>

#include <array>
#include <vector>

using namespace ctyolo;
using Kind = JsonToken::Kind;

namespace {

/// All words through the first `end` or `bad`.
std::vector<JsonToken> tokens_of(std::string_view json) {
  std::vector<JsonToken> all;
  JsonTokens tokens(json);
  do all.push_back(tokens.next());
  while (all.back().kind != Kind::end && all.back().kind != Kind::bad);
  return all;
}

/// What the one word of a text is; `bad` where it is none, or several.
JsonToken only(std::string_view json) {
  const auto all = tokens_of(json);
  return all.size() == 2 && all[1].kind == Kind::end ? all[0] : JsonToken{.kind = Kind::bad, .text = {}};
}

}  // namespace

TEST_CASE("io/json_tokens: every word of a text, decoded") {
  const std::string json = " {\"a\\n\": [1, -2.5e+3,\ttrue]\r\n, \"\": null, \"c\":false} ";
  std::string seen;
  for (const JsonToken& token : tokens_of(json)) seen += std::to_string(static_cast<int>(token.kind)) + token.text + " ";
  CHECK(seen == "0{ 1a\n 0: 0[ 21 0, 2-2.5e+3 0, 3true 0] 0, 1 0: 3null 0, 1c 0: 3false 0} 4 ");
  JsonTokens tokens(json);
  tokens.next();
  CHECK(tokens.position() == 2);
  while (tokens.next().kind != Kind::end) continue;
  CHECK(tokens.position() == json.size());
  CHECK(tokens.next().kind == Kind::end);
  CHECK(tokens_of("").size() == 1);
}

TEST_CASE("io/json_tokens: after a word that is none there is no other") {
  JsonTokens tokens("01 {}");
  CHECK(tokens.next().kind == Kind::bad);
  CHECK(tokens.next().kind == Kind::bad);
  CHECK(tokens.next().kind == Kind::bad);
}

TEST_CASE("io/json_tokens: one word alone is JSON exactly when nlohmann/json says so, and means the same") {
  const std::vector<std::string> words = {
      "0", "-0", "1", "10", "01", "-", "-1", "--1", "+1", "1.", "1.0", ".5", "1.5e", "1e5", "1E-5", "1e+", "1e+05", "0x1", "1_", "-01", "NaN",
      "true", "tru", "True", "truefalse", "null", "nul", "false", "", " ", "'a'", "\"", "\"a", "\"a\"", "\"\"", "\"\\\"\"", "\"\\\\\"", "\"\\/\"",
      "\"\\b\\f\\n\\r\\t\"", "\"\\a\"", "\"\\", "\"\\u\"", "\"\\u00\"", "\"\\u0041\"", "\"\\u00e4\"", "\"\\u20AC\"", "\"\\ud83d\\udc36\"", "\"\\ud83d\"",
      "\"\\ud83d\\u0041\"", "\"\\ud83dab\"", "\"\\udc36\"", "\"\\u0000\"", "\"\\u-041\"", "\"\\u+041\"", "\"\\u 041\"", "\"a\nb\"", "\"a\x1f\"", "\"\x7f\"",
      "\"\xc3\xa4\"", "\"\xc3\"", "\"\xff\"", "\"\xed\xa0\x80\"", "\"\xf0\x9f\x90\xb6\"", "\"\xf4\x90\x80\x80\"", "\"\xc0\xaf\"", "\"\\uffff\"", "\"\\uD7FF\\uE000\"", "/**/1", "1//"};
  for (const std::string& word : words) {
    INFO(word);
    const JsonToken token = only(word);
    const auto peer = nlohmann::json::parse(word, nullptr, false);
    CHECK((token.kind != Kind::bad && token.kind != Kind::end) == !peer.is_discarded());
    CHECK((token.kind == Kind::text) == peer.is_string());
    CHECK((token.kind == Kind::number) == peer.is_number());
    if (peer.is_string()) CHECK(token.text == peer.get<std::string>());
    else if (!peer.is_discarded()) CHECK(token.text == word);
  }
  const std::string zero("\"a\0b\"", 5);
  CHECK(only(zero).kind == Kind::bad);
}

TEST_CASE("io/json_tokens: texts of any characters, as nlohmann/json writes them, read back") {
  Random random{{.seed = 3}};
  for (int round = 0; round < 500; ++round) {
    std::string text;
    for (std::uint64_t k = random.below(12); k > 0; --k) {
      static constexpr std::array<std::uint64_t, 4> sizes = {0x80, 0x800, 0x10000, 0x110000};
      const auto code = static_cast<std::uint32_t>(random.below(sizes[random.below(sizes.size())]));
      if (code < 0xd800 || code >= 0xe000) append_utf8(text, code);
    }
    for (const bool ascii : {false, true}) CHECK(only(nlohmann::json(text).dump(-1, ' ', ascii)).text == text);
  }
}
