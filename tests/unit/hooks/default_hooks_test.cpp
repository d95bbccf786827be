// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#include "temporary_folder.hpp"
#include "../test.hpp"
#include "sample_events.hpp"

#include <ctyolo/hooks/default_hooks.hpp>
#include <ctyolo/hooks/early_stop.hpp>
#include <ctyolo/hooks/hook_set.hpp>

#include <sstream>

using namespace ctyolo;

static_assert(PolicyOf<NoDefaultHooks, slot::default_hooks>);

TEST_CASE("hooks/default_hooks: together with one more, through a whole training") {
  const test::TemporaryFolder folder;
  std::ostringstream out;
  DefaultHooks defaults;
  std::get<ProgressBar>(defaults) = ProgressBar(out);
  HookSet hooks(std::tuple_cat(defaults, std::tuple<EarlyStop<3>>{}));
  Results results = test::some_results();
  const std::vector<std::string> names = {"RBC"};
  hooks.emit(test::started(folder.path()));
  int epoch = 0;
  for (; epoch < 10 && !hooks.wants_stop(); ++epoch) {
    hooks.emit(EpochStarted{.epoch = epoch, .epochs = 10, .batches = 4});
    for (int b = 0; b < 4; ++b) hooks.emit(test::batch(b));
    hooks.emit(Validated{.epoch = epoch, .results = results, .samples = {}, .class_names = names});
    hooks.emit(test::ended(results, epoch));
    hooks.emit(CheckpointSaved{});
  }
  hooks.emit(TrainingEnded{.folder = folder.path(), .epochs_done = epoch, .stopped_early = true, .results = results});
  CHECK(epoch == 4);
  CHECK(test::contains(out.str(), "Stopped early after epoch 3"));
  for (const char* file : {"hyp.yaml", "opt.yaml", "configuration.txt", "results.txt", "results.csv", "results.png"})
    CHECK(std::filesystem::exists(folder / file));
  const auto states = hooks.save();
  REQUIRE(states.size() == 2);
  CHECK(states[0].first == "ResultsFile");
  CHECK(states[1].first == "EarlyStop<3>");
}
