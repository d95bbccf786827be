// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Values as text and back.
#include "test.hpp"

#include <ctyolo/core/text.hpp>

#include <cstdint>
#include <limits>

using namespace ctyolo;

namespace {

template <class T>
T back(const std::string& text) {
  T value{};
  from_text(text, value, "lr0");
  return value;
}

}  // namespace

TEST_CASE("core/text: what to_text writes, from_text reads") {
  CHECK(back<double>(to_text(0.1 + 0.2)) == 0.1 + 0.2);
  CHECK(back<bool>(to_text(true)));
  CHECK(back<int>(to_text(-7)) == -7);
  CHECK(back<std::int64_t>(to_text(std::numeric_limits<std::int64_t>::min())) == std::numeric_limits<std::int64_t>::min());
  CHECK(back<std::string>(to_text(std::string("a b"))) == "a b");
  const std::vector<double> numbers{0.1, 1.0 / 3, 5e-324};
  CHECK(back<std::vector<double>>(to_text(numbers)) == numbers);
  CHECK(to_text(numbers).starts_with("0.1 "));
  const std::vector<std::string> words{"model.0", "model.24.m"};
  CHECK(back<std::vector<std::string>>(to_text(words)) == words);
  CHECK(back<std::vector<int>>(to_text(std::vector<int>{})).empty());
  CHECK(back<std::vector<int>>("  4  5 ") == std::vector<int>{4, 5});
}

TEST_CASE("core/text: anything else is an error that names what was read") {
  for (const char* text : {"", "1x", " 1", "one", "1.5"}) CHECK_THROWS_AS(back<int>(text), Error);
  CHECK_THROWS_AS(back<int>("3000000000"), Error);
  CHECK_THROWS_AS(back<std::vector<int>>("1 2,3"), Error);
  CHECK_THROWS_WITH_AS(back<double>("0.1.2"), "lr0: \"0.1.2\" is not a number that fits", Error);
  CHECK_THROWS_AS(back<bool>("yes"), Error);
}
