// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// What a run is made of before the first step: options, class names, data. Tier: nn.
#pragma once

#include <ctyolo/data/data_yaml.hpp>
#include <ctyolo/data/dataset.hpp>
#include <ctyolo/io/checkpoint.hpp>
#include <ctyolo/io/torch_training.hpp>
#include <ctyolo/train/options.hpp>
#include <ctyolo/train/run_state.hpp>

#include <optional>
#include <string>
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
