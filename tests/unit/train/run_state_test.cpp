// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The state of a run goes through a checkpoint's text and comes back exactly.
#include "test.hpp"

#include <ctyolo/core/text.hpp>
#include <ctyolo/train/run_state.hpp>

#include <map>

using namespace ctyolo;

TEST_CASE("train/run_state: every number comes back exactly") {
  RunState s;
  s.epoch = 4;
  s.batch = 2;
  s.step = 54;
  s.last_step = 51;
  s.updates = 20;
  s.averaged = 17;
  s.best_fitness = 1.0 / 3;
  s.best_epoch = 2;
  s.sum = {0.1, 0.2, 1e-300};
  s.latest.map50 = 0.7;
  s.latest.loss.cls = 5e-17;
  s.class_maps = {0.25, 1.0 / 3, 0};
  std::map<std::string, std::string> notes;
  visit_state(static_cast<const RunState&>(s), [&](const char* name, const auto& value) { CHECK(notes.emplace(name, to_text(value)).second); });
  RunState t;
  visit_state(t, [&](const char* name, auto& value) { from_text(notes.at(name), value, name); });
  CHECK(t.epoch == 4);
  CHECK(t.step == 54);
  CHECK(t.last_step == 51);
  CHECK(t.updates == 20);
  CHECK(t.averaged == 17);
  CHECK(t.best_fitness == s.best_fitness);
  CHECK(t.sum == s.sum);
  CHECK(t.latest.map50 == 0.7);
  CHECK(t.latest.loss.cls == 5e-17);
  CHECK(t.class_maps == s.class_maps);
  CHECK(t.mean() == LossItems{0.05, 0.1, 5e-301});
}
