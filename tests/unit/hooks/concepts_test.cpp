// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#include "../test.hpp"

#include <ctyolo/hooks/concepts.hpp>

using namespace ctyolo;

namespace {

struct Minimal { using slot = slot::hook; void on(const Note&) {} };
struct Generic { using slot = slot::hook; void on(const auto&) const {} };
struct Complete {
  using slot = slot::hook;
  void on(const EpochEnded&) {}
  void on(const Validated&) {}
  bool wants_stop() const { return false; }
  std::string save() const { return {}; }
  void load(const std::string&) {}
};
static_assert(Hook<Minimal> && Hook<Generic> && Hook<Complete>);
static_assert(HandlesEvent<Minimal, Note> && !HandlesEvent<Minimal, Validated>);
static_assert(HandlesEvent<Generic, Validated>);
static_assert(HookWithStop<Complete> && HookWithState<Complete> && !HookWithStop<Minimal> && !HookWithState<Minimal>);

struct NoSlot { void on(const Note&) {} };
struct Silent { using slot = slot::hook; };
struct Elsewhere { using slot = slot::hook; void on(const DatasetSummary&) {} };
struct Mutable { using slot = slot::hook; void on(EpochEnded&) {} void on(const Note&) {} };
struct Pointer { using slot = slot::hook; void on(const Validated*) {} void on(const Note&) {} };
struct Movable { using slot = slot::hook; void on(TrainingEnded&&) {} };
struct Answers { using slot = slot::hook; bool on(const EpochEnded&) { return true; } };
struct IntStop : Minimal { int wants_stop() const { return 0; } };
struct ChangingStop : Minimal { bool wants_stop() { return false; } };
struct IntAll : Minimal { int wants_all_detections() const { return 1; } };
struct OnlySaves : Minimal { std::string save() const { return {}; } };
struct OnlyLoads : Minimal { void load(const std::string&) {} };

template <class H, class Mistake>
constexpr bool has = std::is_same_v<HookMistake<H>, Mistake> && !Hook<H>;

static_assert(has<NoSlot, error::is_not_a_policy_of_trainer<NoSlot>>);
static_assert(has<Silent, error::hook_handles_no_event<Silent>>);
static_assert(has<Elsewhere, error::hook_handles_no_event<Elsewhere>>);
static_assert(has<Mutable, error::hook_must_take_the_event_by_const_reference<Mutable, EpochEnded>>);
static_assert(has<Pointer, error::hook_must_take_the_event_by_const_reference<Pointer, Validated>>);
static_assert(has<Movable, error::hook_must_take_the_event_by_const_reference<Movable, TrainingEnded>>);
static_assert(has<Answers, error::hook_must_return_void_from_on<Answers, EpochEnded>>);
static_assert(has<IntStop, error::hook_needs_bool_wants_stop_const<IntStop>>);
static_assert(has<ChangingStop, error::hook_needs_bool_wants_stop_const<ChangingStop>>);
static_assert(has<IntAll, error::hook_needs_bool_wants_all_detections_const<IntAll>>);
static_assert(has<OnlySaves, error::hook_needs_both_string_save_const_and_void_load_of_const_string<OnlySaves>>);
static_assert(has<OnlyLoads, error::hook_needs_both_string_save_const_and_void_load_of_const_string<OnlyLoads>>);

}  // namespace

TEST_CASE("hooks/concepts: every mistake has its own type (checked by the compiler)") { CHECK(Hook<Minimal>); }
