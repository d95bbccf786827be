// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// One run of a series: trained once, continued where it was interrupted, never repeated. Tier: nn.
#pragma once

#include <ctyolo/hooks/run_meter.hpp>
#include <ctyolo/io/checkpoint.hpp>
#include <ctyolo/train/options.hpp>
#include <ctyolo/train/run_state.hpp>
#include <ctyolo/train/trainer.hpp>

#include <filesystem>
#include <stop_token>
#include <string>

namespace ctyolo::inline v0 {

struct SeriesRun {
  std::string folder, fingerprint;
  Results results;          ///< of the last validation
  double seconds = 0;       ///< of all sittings
  double memory_gb = 0;     ///< peak, RunMeter's
  bool finished = false;
  bool found = false;       ///< it was finished before this program began
  std::string failure;      ///< why a training that had begun stopped; empty: it did not
};

namespace detail {

/// What the checkpoint of a run says of it.
inline void read_series_run(const Checkpoint& c, SeriesRun& run) {
  RunState state;
  visit_state(state, [&](const char* name, auto& value) {
    if (c.has(std::string("state.") + name)) c.read_note(std::string("state.") + name, value);
  });
  run.results = state.latest;
  run.results.best_epoch = state.best_epoch;
  run.finished = state.finished;
  if (!c.has("hook.RunMeter")) return;
  RunMeter meter;
  meter.load(c.note("hook.RunMeter"));
  run.seconds = meter.seconds();
  run.memory_gb = meter.memory_gb();
}

}  // namespace detail

/// Brings the run in the folder options.project / options.name to its end, or to a stop.
/// @tparam TrainerOf  a Trainer with the hook RunMeter
/// @throws Error when nothing could be begun (no data, wrong options), or the folder holds a run of another fingerprint
template <class TrainerOf>
SeriesRun run_in_series(TrainerOf& trainer, FitOptions options, std::stop_token stop = {}) {
  namespace fs = std::filesystem;
  SeriesRun run;
  run.folder = (fs::path(options.project) / options.name).string();
  run.fingerprint = trainer.configuration(options).fingerprint();
  const std::string last = (fs::path(run.folder) / "weights" / "last.safetensors").string();
  if (fs::exists(last)) {
    const Checkpoint c = Checkpoint::read(last);
    if (!c.has("fingerprint") || c.note("fingerprint") != run.fingerprint)
      fail(run.folder, ": holds a run of another configuration (its configuration.txt tells which); choose another name, or remove it");
    detail::read_series_run(c, run);
    run.found = run.finished;
    if (run.finished) return run;
    options = {.resume = run.folder, .workers = options.workers, .threads = options.threads, .cache = options.cache, .device = options.device};
  } else {
    options.exist_ok = true;
  }
  try {
    run.results = trainer.fit(options, stop);
    run.finished = trainer.template hook<RunMeter>().finished();
  } catch (const Error& error) {
    if (!fs::exists(run.folder)) throw;
    run.failure = error.what();
  }
  const RunMeter& meter = trainer.template hook<RunMeter>();
  run.seconds = meter.seconds();
  run.memory_gb = meter.memory_gb();
  return run;
}

}  // namespace ctyolo::inline v0
