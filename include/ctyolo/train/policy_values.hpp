// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Policies as values: what the user handed over, the rest as they come. Tier: spec (std only).
#pragma once

#include <concepts>
#include <tuple>

namespace ctyolo::inline v0 {

/// One value of each policy type that can carry settings. @tparam P the chosen policies
template <class P>
class PolicyValues {
 public:
  /// A type that was not chosen does not compile.
  template <class T>
  void set(const T& value) {
    std::get<Holder<T, kind_of<T>()>>(values_).value = value;
  }

  template <class T>
  const T& get() const {
    return std::get<Holder<T, kind_of<T>()>>(values_).value;
  }

 private:
  // Two kinds may be one type only by mistake, and std::get would then be ambiguous: the kind is part of the holder.
  template <class T, int Kind>
  struct Holder { T value{}; };
  template <class T>
  static constexpr int kind_of() {
    if constexpr (std::same_as<T, typename P::optimizer>) return 0;
    else if constexpr (std::same_as<T, typename P::average>) return 1;
    else {
      static_assert(std::same_as<T, typename P::loss>, "ctyolo: this value is of no policy type that the Trainer was made of, or of one without settings");
      return 2;
    }
  }

  std::tuple<Holder<typename P::optimizer, 0>, Holder<typename P::average, 1>, Holder<typename P::loss, 2>> values_;
};

}  // namespace ctyolo::inline v0
