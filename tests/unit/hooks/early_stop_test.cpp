// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#include "../test.hpp"
#include "sample_events.hpp"

#include <ctyolo/hooks/early_stop.hpp>

using namespace ctyolo;

namespace {
/// The first epoch after which the hook wants to stop; -1: none.
template <int Patience>
int stops_at(EarlyStop<Patience> hook, const std::vector<double>& maps, int first = 0) {
  for (int epoch = first; epoch < static_cast<int>(maps.size()); ++epoch) {
    Results results;
    results.map50_95 = maps[static_cast<std::size_t>(epoch)];
    hook.on(test::ended(results, epoch));
    if (hook.wants_stop()) return epoch;
  }
  return -1;
}
}  // namespace

TEST_CASE("hooks/early_stop: stops when nothing is better for so many epochs") {
  CHECK(stops_at(EarlyStop<2>{}, {.1, .2, .15, .2, .3}) == 3);  // equal is not better
  CHECK(stops_at(EarlyStop<3>{}, {.1, .2, .15, .2, .3, .1, .1}) == -1);
  CHECK(stops_at(EarlyStop<1>{}, {.1, .2, .3, .3}) == 3);
  CHECK(stops_at(EarlyStop<2>{}, {0, 0, 0, 0, 0, .1, .1, .1}) == 7);  // nothing is counted before something is found
}

TEST_CASE("hooks/early_stop: epochs without a validation do not count as an answer") {
  EarlyStop<2> hook;
  const Results good = test::some_results(0.5), none;
  hook.on(test::ended(good, 0));
  for (int epoch = 1; epoch < 6; ++epoch) {
    EpochEnded e = test::ended(none, epoch);
    e.validated = false;
    hook.on(e);
    CHECK_FALSE(hook.wants_stop());
  }
}

TEST_CASE("hooks/early_stop: a resumed run stops where it would have") {
  const std::vector<double> maps = {.1, .2, .3, .2, .2, .2, .2};
  EarlyStop<3> hook;
  Results results;
  for (int epoch = 0; epoch < 4; ++epoch) {
    results.map50_95 = maps[static_cast<std::size_t>(epoch)];
    hook.on(test::ended(results, epoch));
  }
  EarlyStop<3> resumed;
  resumed.load(hook.save());
  CHECK(resumed.save() == hook.save());
  CHECK(stops_at(resumed, maps, 4) == stops_at(EarlyStop<3>{}, maps));
  CHECK_THROWS_AS(resumed.load("?"), Error);
  CHECK_THROWS_AS(resumed.load("0.1 x"), Error);
}
