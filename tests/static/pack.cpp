// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Choosing policies by slot, and the sentences for mistakes. Compiling is passing.
#include <ctyolo/core/pack.hpp>

#include <concepts>

namespace {

using namespace ctyolo;

struct Fast { using slot = slot::optimizer; };
struct Slow { using slot = slot::optimizer; };
struct Steady { using slot = slot::schedule; };
struct Beep { using slot = slot::hook; };
struct Boop {  // a hook that cannot be made without an argument
  using slot = slot::hook;
  explicit Boop(int);
  Boop(const Boop&) = delete;
};
struct NotAPolicy {};
struct MadeUpSlot { using slot = int; };

static_assert(Policy<Fast> && !Policy<NotAPolicy> && !Policy<MadeUpSlot> && !Policy<int>);
static_assert(PolicyOf<Fast, slot::optimizer> && !PolicyOf<Fast, slot::schedule>);

// the order does not matter; what is not named is the default
static_assert(std::same_as<PolicyFor<slot::optimizer, Slow, Steady, Fast>, Fast>);
static_assert(std::same_as<PolicyFor<slot::optimizer, Slow, Fast, Steady>, Fast>);
static_assert(std::same_as<PolicyFor<slot::optimizer, Slow, Steady, Beep>, Slow>);
static_assert(std::same_as<PolicyFor<slot::optimizer, Slow>, Slow>);
static_assert(std::same_as<PolicyFor<slot::optimizer, Slow, NotAPolicy, Fast>, Fast>);

static_assert(std::same_as<PackMistake<>, error::no_mistake> && std::same_as<PackMistake<Fast, Steady, Beep>, error::no_mistake>);
static_assert(std::same_as<PackMistake<Beep, Boop, Beep>, error::no_mistake>, "hooks add up");
static_assert(std::same_as<PackMistake<Steady, Fast, Beep, Slow>, error::slot_filled_twice<slot::optimizer, Fast, Slow>>);
static_assert(std::same_as<PackMistake<Fast, Fast>, error::slot_filled_twice<slot::optimizer, Fast, Fast>>);
static_assert(std::same_as<PackMistake<Steady, NotAPolicy, Fast, Slow>, error::is_not_a_policy_of_trainer<NotAPolicy>>, "the first one");
static_assert(std::same_as<PackMistake<int>, error::is_not_a_policy_of_trainer<int>>);
static_assert(PackMistake<Fast>::ok && !PackMistake<Fast, Slow>::ok && !PackMistake<NotAPolicy>::ok);

static_assert(std::same_as<PoliciesFor<slot::hook>, std::tuple<>> && std::same_as<PoliciesFor<slot::hook, Fast>, std::tuple<>>);
static_assert(std::same_as<PoliciesFor<slot::hook, Beep, Fast, Boop, Beep>, std::tuple<Beep, Boop, Beep>>);

}  // namespace
