// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of train/run_notes.hpp.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/core/text.hpp>
#include <ctyolo/hooks/columns.hpp>
#include <ctyolo/train/run_notes.hpp>

#include <utility>

namespace ctyolo::inline v0 {

CTYOLO_INLINE void note_run(Checkpoint& c, const FitOptions& options, const Hyp& hyp, const RunState& state) {
  visit_run_options(options, [&](const char* name, const auto& value) { c.set(std::string("option.") + name, to_text(value)); });
  visit_hyp(hyp, [&](const char* name, double value) { c.set(std::string("hyp.") + name, to_text(value)); });
  visit_state(state, [&](const char* name, const auto& value) { c.set(std::string("state.") + name, to_text(value)); });
}

CTYOLO_INLINE void note_policies(Checkpoint& c, const std::string& net, const Facts& policies) {
  for (const auto& [kind, policy] : policies) c.set("policy." + kind, policy);
  c.set("policy.net", net);
}

CTYOLO_INLINE void check_policies(const Checkpoint& c, const std::string& net, const Facts& policies) {
  const auto check_one = [&](const std::string& kind, const std::string& policy) {
    if (!c.has("policy." + kind)) return;  // saved before this kind was one
    const std::string& before = c.note("policy." + kind);
    if (before != policy)
      fail(c.path(), ": this run was made with ", kind, " ", before, ", but the program has ", policy,
           "; continue it with the former, or start a new run with weights = ", c.path());
  };
  check_one("net", net);
  for (const auto& [kind, policy] : policies) check_one(kind, policy);
}

CTYOLO_INLINE Facts hook_states(const Checkpoint& c) {
  Facts states;
  for (const auto& [name, value] : c.notes())
    if (name.starts_with(hook_prefix)) states.emplace_back(name.substr(hook_prefix.size()), value);
  return states;
}

CTYOLO_INLINE Hyp hyp_of(const Checkpoint& c) {
  Hyp hyp;
  if (!c.has("hyp.lr0")) return hyp;  // a file of Python's
  visit_hyp(hyp, [&](const char* name, double& value) { c.read_note(std::string("hyp.") + name, value); });
  return hyp;
}

CTYOLO_INLINE std::string resuming_note(const Checkpoint& c, const RunState& state) {
  return "Resuming " + c.path() + " at epoch " + std::to_string(state.epoch) + (state.batch > 0 ? ", batch " + std::to_string(state.batch) : "");
}

CTYOLO_INLINE std::string resuming_note(const TorchTraining& t, const RunState& state, int epochs) {
  return "Resuming " + t.path + ", a training of Python's with " + t.optimizer + ", at epoch " + std::to_string(state.epoch) + " of " +
         std::to_string(epochs) + "; best fitness so far: " + (t.best_fitness < 0 ? "unknown" : columns::fixed(t.best_fitness, 4));
}

CTYOLO_INLINE std::string round_up_to_stride(int& px, const char* purpose, int stride_px) {
  const int asked = std::exchange(px, rounded_up(px, stride_px));
  if (asked == px) return {};
  return "image size " + std::to_string(asked) + " px for " + purpose + " is not a multiple of the stride " + std::to_string(stride_px) +
         ": rounded up to " + std::to_string(px);
}

CTYOLO_INLINE std::string transferred_note(const Checkpoint& c, const std::string& path, const Transferred& t, const std::string& net) {
  if (t.items == 0) fail(path, ": none of its tensors fits ", net, c.has("net") ? "; it was made for " + c.note("net") : "");
  return "Transferred " + std::to_string(t.items) + "/" + std::to_string(t.of) + " items from " + path;
}

CTYOLO_INLINE Facts announced_options(const FitOptions& o, int threads) {
  Facts all;
  visit_run_options(o, [&](const char* name, const auto& value) { all.emplace_back(name, to_text(value)); });
  for (const auto& [name, value] : {std::pair{"project", o.project}, {"name", o.name}, {"device", o.device}}) all.emplace_back(name, value);
  all.emplace_back("workers", to_text(o.workers));
  all.emplace_back("threads", to_text(threads));
  return all;
}

}  // namespace ctyolo::inline v0
