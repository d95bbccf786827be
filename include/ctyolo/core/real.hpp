// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A floating-point number as a template argument: `EMA<0.9999>`. Tier: spec (std only).
#pragma once

namespace ctyolo::inline v0 {

/// Structural wrapper, because clang refuses a bare `template <double>`.
struct Real {
  double value;
  constexpr Real(double v) : value(v + 0.0) {}  // NOLINT: implicit on purpose; + 0.0 makes -0.0 one type with 0.0
  constexpr operator double() const { return value; }  // NOLINT
};

}  // namespace ctyolo::inline v0
