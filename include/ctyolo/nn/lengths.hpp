// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Lengths as any LibTorch's operators take them. Tier: nn.
//
// at::_ops::<name>::call is what at::<name> calls, and its header is a hundred lines where that of at::<name> brings
// ATen/core/ivalue.h. Which of the two lists an operator takes differs between LibTorch 1.13 and 2.
#pragma once

#include <ctyolo/backend/torch.hpp>
#include <ctyolo/core/config.hpp>

#include <c10/core/SymIntArrayRef.h>

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>

namespace ctyolo::inline v0 {

template <std::size_t N>
class Lengths {
 public:
  template <std::convertible_to<std::int64_t>... T>
    requires(sizeof...(T) == N)
  explicit(N == 1) Lengths(T... lengths) : numbers_{static_cast<std::int64_t>(lengths)...}, symbols_{c10::SymInt(lengths)...} {}

  // Valid as long as this object: for a call's arguments.
  operator c10::IntArrayRef() const { return {numbers_.data(), N}; }
  operator c10::SymIntArrayRef() const { return {symbols_.data(), N}; }

 private:
  std::array<std::int64_t, N> numbers_;
  std::array<c10::SymInt, N> symbols_;
};
template <class... T>
Lengths(T...) -> Lengths<sizeof...(T)>;

}  // namespace ctyolo::inline v0
