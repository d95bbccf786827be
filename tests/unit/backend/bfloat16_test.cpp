// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Rounding to 16 bits: to the nearest, ties to even; alone and in vectors.
#include "test.hpp"

#include <ctyolo/backend/bfloat16.hpp>
#include <ctyolo/backend/onednn/vectorised.hpp>
#include <ctyolo/core/random.hpp>

#include <array>
#include <cmath>
#include <limits>

using namespace ctyolo;

namespace {

struct Round {
  const float* from;
  BFloat16* to;
  float* back;

  template <int B>
  CTYOLO_BODY void run() const {
    Wide<B> v;
    wide::load<B>(from, v);
    wide::store<B>(v, to);
    wide::load<B>(to, v);
    wide::store<B>(v, back);
  }
};

}  // namespace

TEST_CASE("backend/bfloat16: the nearest number of 8 bits; ties to even; what is no number stays none") {
  static_assert(static_cast<float>(BFloat16(1.0f)) == 1.0f);
  CHECK(static_cast<float>(BFloat16(1.0f + 1.0f / 256)) == 1.0f);              // a tie: to the even one below
  CHECK(static_cast<float>(BFloat16(1.0f + 3.0f / 256)) == 1.0f + 4.0f / 256);  // above
  CHECK(static_cast<float>(BFloat16(1.0f + 1.1f / 256)) == 1.0f + 2.0f / 256);
  CHECK(static_cast<float>(BFloat16(-3e38f)) == doctest::Approx(-3e38f).epsilon(0.004));
  CHECK(std::isinf(static_cast<float>(BFloat16(std::numeric_limits<float>::max()))));
  CHECK(std::isnan(static_cast<float>(BFloat16(std::numeric_limits<float>::quiet_NaN()))));
  CHECK(std::isnan(static_cast<float>(BFloat16(-std::numeric_limits<float>::quiet_NaN()))));
}

TEST_CASE("backend/wide: vectors round as single numbers do") {
  Random random({.seed = 1});
  for (const int block : {8, 16}) {
    int wrong = 0;
    for (int round = 0; round < 1000; ++round) {
      std::array<float, 16> from{}, back{};
      std::array<BFloat16, 16> to{};
      for (float& v : from) v = static_cast<float>(std::ldexp(random.uniform(-1, 1), static_cast<int>(random.below(60)) - 30));
      if (round == 0) from[3] = std::numeric_limits<float>::infinity(), from[5] = std::numeric_limits<float>::quiet_NaN();
      onednn::detail::vectorised(block, Round{from.data(), to.data(), back.data()});
      for (std::size_t i = 0; i < static_cast<std::size_t>(block); ++i) {
        const float expected = static_cast<float>(BFloat16(from[i]));
        wrong += !(back[i] == expected || (std::isnan(back[i]) && std::isnan(expected)));
      }
    }
    CHECK(wrong == 0);
  }
}
