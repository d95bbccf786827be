// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// What a run is made of before the first step: options, class names, data; what its checkpoints note and its user is told of them. Tier: nn.
#pragma once

#include <ctyolo/data/data_yaml.hpp>
#include <ctyolo/data/dataset.hpp>
#include <ctyolo/io/checkpoint.hpp>
#include <ctyolo/io/torch_training.hpp>
#include <ctyolo/nn/state_dict.hpp>
#include <ctyolo/train/configuration.hpp>
#include <ctyolo/train/options.hpp>
#include <ctyolo/train/run_state.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ctyolo::inline v0 {

/// Options as in force, and the checkpoint that is continued.
struct RunSetup {
  FitOptions options;
  Hyp hyp;
  RunState state;  ///< of a training of Python's all but `step`, which depends on the number of batches
  std::optional<Checkpoint> resumed;
  std::optional<TorchTraining> python;
  std::string folder;  ///< of a resumed run; empty otherwise
};

/// Checks the options; for a resumed run reads the checkpoint and takes over what made that run. A checkpoint of Python's
/// (.pt) says nothing of our options: those that are given are in force, and the run is a new one that begins after its
/// last epoch. @throws Error
RunSetup run_setup(const FitOptions& options, const Hyp& recipe_hyp);

/// Writes options, hyper-parameters and state into a checkpoint's notes.
void note_run(Checkpoint& c, const FitOptions& options, const Hyp& hyp, const RunState& state);

/// The same for the net and the policies. @param policies  their kinds and names (Chosen::names)
void note_policies(Checkpoint& c, const std::string& net, const Facts& policies);

/// Refuses to continue a run with another net or policy than it was made with. @throws Error naming both
void check_policies(const Checkpoint& c, const std::string& net, const Facts& policies);

/// Before the names of hooks' states in a checkpoint's notes.
inline constexpr std::string_view hook_prefix = "hook.";
/// The hooks' states in a checkpoint's notes.
Facts hook_states(const Checkpoint& c);

/// What is said when a run, or a training of Python's, goes on.
std::string resuming_note(const Checkpoint& c, const RunState& state);
std::string resuming_note(const TorchTraining& t, const RunState& state, int epochs);

/// Rounds `px` up to whole strides. @return what is to be said of it; empty: nothing was changed
std::string round_up_to_stride(int& px, const char* purpose, int stride_px);

/// @throws Error where a net of a fixed number of classes meets data of another
void check_classes(const FitOptions& options, int classes_of_data, int classes_of_net, const std::string& type, const std::string& net);

/// @return what is to be said of the weights that were taken over @throws Error when there are none
std::string transferred_note(const Checkpoint& c, const std::string& path, const Transferred& t, const std::string& net);

/// The options as the first event tells them. @param threads  in force
Facts announced_options(const FitOptions& options, int threads);

/// Hyper-parameters from a checkpoint's notes; the defaults where it has none.
Hyp hyp_of(const Checkpoint& c);

/// Training and validation data of a data.yaml. @throws Error
struct RunData {
  std::vector<std::string> names;  ///< of the data.yaml
  Dataset train, val;
};
RunData run_data(const std::string& data_yaml, bool single_class);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/train/run_setup.ipp>
#endif
