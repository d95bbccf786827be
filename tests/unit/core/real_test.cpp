// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Floating-point template arguments.
#include "test.hpp"

#include <ctyolo/core/real.hpp>

#include <concepts>

using namespace ctyolo;

namespace {
template <Real X>
struct Holds {};
}  // namespace

TEST_CASE("core/real: equal numbers make equal types") {
  static_assert(std::same_as<Holds<0.5>, Holds<1.0 / 2>> && !std::same_as<Holds<0.5>, Holds<0.25>>);
  static_assert(std::same_as<Holds<0.0>, Holds<-0.0>> && std::same_as<Holds<2>, Holds<2.0>>);
  static_assert(Real(0.25) == 0.25);
}
