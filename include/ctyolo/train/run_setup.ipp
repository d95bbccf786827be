// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of train/run_setup.hpp.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/core/text.hpp>
#include <ctyolo/train/run_notes.hpp>
#include <ctyolo/train/run_setup.hpp>

#include <filesystem>

namespace ctyolo::inline v0 {

CTYOLO_INLINE RunSetup run_setup(const FitOptions& options, const Hyp& recipe_hyp) {
  check(options);
  RunSetup s{.options = options, .hyp = options.hyp.value_or(recipe_hyp), .state = {}, .resumed = {}, .python = {}, .folder = {}};
  const std::string path = options.resume.empty() ? std::string() : checkpoint_to_resume(options.resume);
  const bool python = is_python_file(path);
  if ((path.empty() || python) && options.data.empty()) fail("no data: name a data.yaml (FitOptions::data, --data)");
  if (python) {
    s.python = read_torch_training(path);
    s.state.epoch = static_cast<int>(s.python->epoch + 1);
    s.state.updates = s.python->steps > 0 ? s.python->steps : s.python->updates;  // SGD does not count
    s.state.averaged = s.python->updates;
    s.state.best_fitness = s.python->best_fitness;
    if (s.options.epochs <= s.state.epoch) s.options.epochs += s.state.epoch;
  }
  if (path.empty() || python) return s;
  s.resumed = Checkpoint::read(path);
  visit_state(s.state, [&](const char* name, auto& value) {
    const std::string note = std::string("state.") + name;
    if (note != "state.averaged" || s.resumed->has(note)) s.resumed->read_note(note, value);
    else s.state.averaged = s.state.updates;  // saved before the two could differ
  });
  visit_run_options(s.options, [&](const char* name, auto& value) { s.resumed->read_note(std::string("option.") + name, value); });
  s.hyp = hyp_of(*s.resumed);
  if (s.state.finished)
    fail(path, ": this run is complete (", s.state.epoch, " epochs); to train further from its weights, start a new run with weights = ", path);
  const std::filesystem::path weights = std::filesystem::path(path).parent_path();
  s.folder = weights.filename() == "weights" ? weights.parent_path().string() : weights.string();
  if (s.folder.empty()) s.folder = ".";
  return s;
}

CTYOLO_INLINE RunData run_data(const std::string& data_yaml, bool single_class) {
  const DataYaml yaml = read_data_yaml(data_yaml);
  const int classes = static_cast<int>(yaml.names.size());
  return {.names = yaml.names,
          .train = Dataset(yaml, {.split = "train", .classes = classes, .single_class = single_class}),
          .val = Dataset(yaml, {.split = "val", .classes = classes, .single_class = single_class})};
}

}  // namespace ctyolo::inline v0
