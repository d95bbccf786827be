// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The hooks of one training, as the trainer uses them. Tier: spec (std only).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/core/type_name.hpp>
#include <ctyolo/hooks/concepts.hpp>

#include <cstddef>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace ctyolo::inline v0 {

namespace detail {
using HookStates = std::vector<std::pair<std::string, std::string>>;

/// The state of that name; null if there is none.
const std::string* state_of(const HookStates& states, const std::string& name);
/// A name for one more hook of a type: its own, else "Name#2" and so on.
std::string free_name(const std::string& type, const HookStates& states);

template <class E, class List>
inline constexpr bool is_one_of = false;
template <class E, class... Events>
inline constexpr bool is_one_of<E, TypeList<Events...>> = (std::is_same_v<E, Events> || ...);
}  // namespace detail

/// Hooks in the order in which they are called.
/// @code
///   HookSet<ProgressBar, EarlyStop<20>> hooks;
///   hooks.emit(Note{"hello"});          // calls those that handle it
/// @endcode
template <class... Hooks>
class HookSet {
  static_assert((Checked<HookMistake<Hooks>>::done && ...));

 public:
  using States = detail::HookStates;  ///< name of the hook, its state

  HookSet() = default;
  explicit HookSet(std::tuple<Hooks...> hooks) : hooks_(std::move(hooks)) {}

  /// Calls the hooks that handle it.
  template <class E>
  void emit(const E& event);

  bool wants_stop() const;
  bool wants_all_detections() const;

  /// The states of those that have one; a second hook of one type is called "Name#2".
  States save() const;

  /// Gives each hook its state back. A hook without one stays as it is (it was added since).
  /// @return the names of states that no hook here takes (their hooks were removed since)
  std::vector<std::string> load(const States& states);

  std::tuple<Hooks...>& hooks() { return hooks_; }
  const std::tuple<Hooks...>& hooks() const { return hooks_; }

 private:
  template <class F>
  void for_each(F&& f) {
    std::apply([&](auto&... hook) { (f(hook), ...); }, hooks_);
  }
  template <class F>
  void for_each(F&& f) const {
    std::apply([&](const auto&... hook) { (f(hook), ...); }, hooks_);
  }

  [[no_unique_address]] std::tuple<Hooks...> hooks_;
};

// Not in the class, so that those of the default hooks can be compiled once (hooks/default_hooks.hpp).

template <class... Hooks>
template <class E>
void HookSet<Hooks...>::emit(const E& event) {
  static_assert(detail::is_one_of<E, detail::HookEvents>, "ctyolo: this is none of the events of hooks/events.hpp");
  for_each([&](auto& hook) {
    if constexpr (HandlesEvent<std::remove_reference_t<decltype(hook)>, E>) hook.on(event);
  });
}

template <class... Hooks>
bool HookSet<Hooks...>::wants_stop() const {
  bool stop = false;
  for_each([&](const auto& hook) {
    if constexpr (HookWithStop<std::remove_cvref_t<decltype(hook)>>) stop = hook.wants_stop() || stop;
  });
  return stop;
}

template <class... Hooks>
bool HookSet<Hooks...>::wants_all_detections() const {
  bool all = false;
  for_each([&](const auto& hook) {
    if constexpr (HookOfAllDetections<std::remove_cvref_t<decltype(hook)>>) all = hook.wants_all_detections() || all;
  });
  return all;
}

template <class... Hooks>
auto HookSet<Hooks...>::save() const -> States {
  States states;
  for_each([&](const auto& hook) {
    using H = std::remove_cvref_t<decltype(hook)>;
    if constexpr (HookWithState<H>) states.emplace_back(detail::free_name(type_name<H>(), states), hook.save());
  });
  return states;
}

template <class... Hooks>
std::vector<std::string> HookSet<Hooks...>::load(const States& states) {
  States taken;
  for_each([&](auto& hook) {
    using H = std::remove_cvref_t<decltype(hook)>;
    if constexpr (HookWithState<H>) {
      const std::string name = detail::free_name(type_name<H>(), taken);
      taken.emplace_back(name, "");
      if (const std::string* state = detail::state_of(states, name)) hook.load(*state);
    }
  });
  std::vector<std::string> unused;
  for (const auto& [name, state] : states)
    if (detail::state_of(taken, name) == nullptr) unused.push_back(name);
  return unused;
}

namespace detail {
template <class Tuple>
struct HookSetOfTuple;
template <class... Hooks>
struct HookSetOfTuple<std::tuple<Hooks...>> {
  using type = HookSet<Hooks...>;
};
}  // namespace detail

/// HookSet of the types in a std::tuple, such as PoliciesFor<slot::hook, ...>.
template <class Tuple>
using HookSetOf = typename detail::HookSetOfTuple<Tuple>::type;

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/hooks/hook_set.ipp>
#endif
