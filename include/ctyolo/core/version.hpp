// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The version of the library, written once; CMake reads it from here. Tier: spec (std only).
#pragma once

namespace ctyolo::inline v0 {

inline constexpr int version_major = 0;
inline constexpr int version_minor = 1;
inline constexpr int version_patch = 0;

}  // namespace ctyolo::inline v0
