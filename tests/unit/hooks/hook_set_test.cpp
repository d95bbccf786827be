// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#include "../test.hpp"

#include <ctyolo/hooks/hook_set.hpp>

using namespace ctyolo;

namespace {

struct Recorder {
  using slot = slot::hook;
  std::string* log = nullptr;
  char name = '?';
  void on(const Note& e) { *log += name + e.text + " "; }
};
struct Counter {
  using slot = slot::hook;
  int epochs = 0;
  void on(const EpochStarted&) { ++epochs; }
  bool wants_stop() const { return epochs >= 2; }
  std::string save() const { return std::to_string(epochs); }
  void load(const std::string& state) { epochs = std::stoi(state); }
};
struct OnlyMoves {
  using slot = slot::hook;
  OnlyMoves() = default;
  OnlyMoves(OnlyMoves&&) = default;
  void on(const Note&) {}
};

}  // namespace

TEST_CASE("hooks/hook_set: events go to those that handle them, in order") {
  std::string log;
  HookSet hooks(std::tuple{Recorder{&log, 'a'}, Counter{}, Recorder{&log, 'b'}});
  hooks.emit(Note{"1"});
  hooks.emit(CheckpointSaved{});
  CHECK(log == "a1 b1 ");
  CHECK(std::get<Counter>(hooks.hooks()).epochs == 0);
}

TEST_CASE("hooks/hook_set: stopping is asked of those that can") {
  std::string log;
  HookSet hooks(std::tuple{Recorder{&log, 'a'}, Counter{}});
  CHECK_FALSE(hooks.wants_stop());
  hooks.emit(EpochStarted{});
  hooks.emit(EpochStarted{});
  CHECK(hooks.wants_stop());
  CHECK_FALSE(HookSet<>().wants_stop());
}

TEST_CASE("hooks/hook_set: all detections are kept as soon as one wants them") {
  struct Collector {
    using slot = slot::hook;
    bool all = false;
    bool wants_all_detections() const { return all; }
    void on(const Validated&) {}
  };
  static_assert(!HookOfAllDetections<Counter> && HookOfAllDetections<Collector>);
  CHECK_FALSE(HookSet<Counter, Collector>().wants_all_detections());
  HookSet hooks(std::tuple{Counter{}, Collector{true}, Collector{false}});
  CHECK(hooks.wants_all_detections());
}

TEST_CASE("hooks/hook_set: states go by name, two of one type apart") {
  HookSet<Counter, OnlyMoves, Counter> hooks;
  std::get<0>(hooks.hooks()).epochs = 3;
  std::get<2>(hooks.hooks()).epochs = 4;
  auto states = hooks.save();
  REQUIRE(states.size() == 2);
  CHECK(states[1].first == states[0].first + "#2");

  HookSet<Counter, OnlyMoves, Counter> other;
  CHECK(other.load(states).empty());
  CHECK(std::get<0>(other.hooks()).epochs == 3);
  CHECK(std::get<2>(other.hooks()).epochs == 4);

  HookSet<Counter> fewer;
  CHECK(fewer.load(states) == std::vector<std::string>{states[1].first});
  CHECK(std::get<0>(fewer.hooks()).epochs == 3);
  CHECK(other.load({}).empty());
  CHECK(std::get<2>(other.hooks()).epochs == 4);
}

TEST_CASE("hooks/hook_set: of a tuple of types") {
  static_assert(std::is_same_v<HookSetOf<std::tuple<Counter, OnlyMoves>>, HookSet<Counter, OnlyMoves>>);
  HookSetOf<std::tuple<>> none;
  none.emit(Note{"nobody hears this"});
  CHECK(none.save().empty());
}
