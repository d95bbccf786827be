// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The flat arrays of a training: the net's, its gradients', the optimizer's; in and out of files. Tier: nn.
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/io/checkpoint.hpp>
#include <ctyolo/io/torch_training.hpp>
#include <ctyolo/nn/parameters.hpp>
#include <ctyolo/nn/state_dict.hpp>
#include <ctyolo/optim/fused.hpp>

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ctyolo::inline v0 {

/// What an optimizer keeps: for each of its numbers a weight, a flat array a group.
using OptimizerArrays = std::vector<std::array<at::Tensor, group_count>>;

/// Zeros for a net's trained groups. @param arrays  numbers that the optimizer keeps a weight
OptimizerArrays optimizer_arrays(const Parameters& net, int arrays);

/// Part of a group as the optimizer's rule takes it. @param average  the averaged net; null: none is kept
FlatGroup flat_group(Parameters& net, OptimizerArrays& arrays, Parameters* average, Group group, const Slice& part);

/// Length of the gradient of all that learns.
double gradient_norm(const Parameters& net);

/// Adds all arrays to a checkpoint's tensors, not copied: "train.values.weight", "train.optimizer.0.weight", ...
void add_arrays(StateDict& tensors, const Parameters& net, const OptimizerArrays& arrays);

/// The way back. @throws Error when one is missing or of another shape
void load_arrays(Parameters& net, OptimizerArrays& arrays, const Checkpoint& c);

/// Takes over every tensor of a net. @param name  the net's @throws Error naming the first that is missing or of another shape
void load_net(Parameters& net, const StateDict& tensors, const std::string& path, const std::string& name);

/// Takes over the optimizer's arrays of a training of Python's. @param states  their names in PyTorch; empty: it has none of ours
/// @throws Error when they are another optimizer's
void load_optimizer(OptimizerArrays& arrays, const Parameters& net, const TorchTraining& t, std::span<const std::string_view> states,
                    const std::string& optimizer);

/// Room for the gradients of a net's outputs, not set.
std::vector<at::Tensor> gradient_maps(const std::vector<at::Tensor>& raw);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/train/training_arrays.ipp>
#endif
