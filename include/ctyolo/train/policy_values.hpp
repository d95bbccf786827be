// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Policies as values: what the user handed over, the rest as they come. Tier: spec (std only).
#pragma once

#include <concepts>
#include <tuple>
#include <type_traits>

namespace ctyolo::inline v0 {

/// Shows its settings by `void visit_settings(f) const`.
template <class P>
concept PolicyWithSettings = requires(const P& policy) { policy.visit_settings([](const char*, double) {}); };

/// One value of each policy type that can carry settings. @tparam P the chosen policies
template <class P>
class PolicyValues {
 public:
  /// A recipe may say how its anchor policy is set: `static constexpr AutoAnchor anchor_settings{...}`.
  PolicyValues() {
    if constexpr (requires { requires std::same_as<std::remove_cvref_t<decltype(P::recipe::anchor_settings)>, typename P::anchors>; })
      set(P::recipe::anchor_settings);
  }

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
    else if constexpr (std::same_as<T, typename P::anchors>) return 3;
    else {
      static_assert(std::same_as<T, typename P::loss>, "ctyolo: this value is of no policy type that the Trainer was made of, or of one without settings");
      return 2;
    }
  }

  std::tuple<Holder<typename P::optimizer, 0>, Holder<typename P::average, 1>, Holder<typename P::loss, 2>, Holder<typename P::anchors, 3>> values_;
};

}  // namespace ctyolo::inline v0
