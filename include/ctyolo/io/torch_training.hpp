// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A training in a checkpoint of Python's YOLOv5, as far as it had got. Tier: spec (std only).
//
// v7.0 saves the weights, their average and the optimizer, f16 but for the latter; the first YOLOv5 the average and the
// optimizer alone, and goes on with the average as its weights. Neither keeps the optimizer when the training is over.
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/io/safetensors.hpp>
#include <ctyolo/io/torch_model.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace ctyolo::inline v0 {

/// One of the arrays that an optimizer keeps: a tensor a weight, and named as it.
struct TorchOptimizerArray {
  std::string name;  ///< PyTorch's: "momentum_buffer", "exp_avg", "exp_avg_sq"
  std::vector<TensorRecord> tensors;
};

struct TorchTraining {
  std::string path;
  TorchModel average;                       ///< what was validated; owns all numbers
  std::vector<TensorRecord> weights;        ///< empty: those of the average
  std::string optimizer;                    ///< "SGD", "Adam", "AdamW"; by its arrays where the file does not say
  std::vector<TorchOptimizerArray> arrays;  ///< in order of name; empty before its first step
  std::int64_t epoch = 0;                   ///< the last that was completed
  std::int64_t updates = 0;                 ///< of the average; 0: it begins anew
  std::int64_t steps = 0;                   ///< of the optimizer
  double best_fitness = -1;                 ///< < 0: unknown
  std::string results;                      ///< text of results.txt; the first YOLOv5 alone keeps it
};

/// Weights of the optimizer have no names in such a file: they are those of the network, group by group, in the order of its
/// modules (v7.0: biases, weights, norms; before v6.2: norms, weights, biases).
/// @throws Error in one line when the file is damaged, or has no optimizer's state or one of another network
TorchTraining read_torch_training(const std::string& path);
TorchTraining read_torch_training(TorchFile file);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/io/torch_training.ipp>
#endif
