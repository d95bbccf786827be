// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// What a run's checkpoints note of it, and what its user is told before it starts. Tier: nn.
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/hyp/hyp.hpp>
#include <ctyolo/io/checkpoint.hpp>
#include <ctyolo/io/torch_training.hpp>
#include <ctyolo/nn/state_dict.hpp>
#include <ctyolo/train/configuration.hpp>
#include <ctyolo/train/options.hpp>
#include <ctyolo/train/run_state.hpp>

#include <string>
#include <string_view>

namespace ctyolo::inline v0 {

// ---- in checkpoints ----

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

/// Hyper-parameters from a checkpoint's notes; the defaults where it has none.
Hyp hyp_of(const Checkpoint& c);

// ---- to the user ----

/// What is said when a run, or a training of Python's, goes on.
std::string resuming_note(const Checkpoint& c, const RunState& state);
std::string resuming_note(const TorchTraining& t, const RunState& state, int epochs);

/// Rounds `px` up to whole strides. @return what is to be said of it; empty: nothing was changed
std::string round_up_to_stride(int& px, const char* purpose, int stride_px);

/// @return what is to be said of the weights that were taken over @throws Error when there are none
std::string transferred_note(const Checkpoint& c, const std::string& path, const Transferred& t, const std::string& net);

/// The options as the first event tells them. @param threads  in force
Facts announced_options(const FitOptions& options, int threads);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/train/run_notes.ipp>
#endif
