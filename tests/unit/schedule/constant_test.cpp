// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// One rate.
#include "moments.hpp"

#include <ctyolo/schedule/constant.hpp>

using namespace ctyolo;

TEST_CASE("schedule/constant: the same from the first step to the last") {
  for (const Moment& m : moments::all(5, 7))
    CHECK(Constant::at(m, moments::hyp) == Rates{.weight = 0.02, .norm = 0.02, .bias = 0.02, .momentum = 0.937});
}
