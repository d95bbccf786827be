// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Named tensors in and out of a network, with PyTorch's names. Tier: tensor (ATen).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/core/heads.hpp>
#include <ctyolo/nn/parameters.hpp>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace ctyolo::inline v0 {

/// Names and tensors in PyTorch's order.
using StateDict = std::vector<std::pair<std::string, at::Tensor>>;

/// Every entry of Python's state_dict: weights, running statistics, batch counters, and the anchors of the row `detect_row`.
/// Tensors are views where they can be. @param batches what num_batches_tracked says
StateDict state_dict(const Parameters& parameters, const HeadSetup& setup, int detect_row, std::int64_t batches);

struct Transferred {
  int items = 0;  ///< tensors taken over
  int of = 0;     ///< tensors that the network has
  std::vector<std::string> left_out;  ///< names of the network's tensors that were absent or of another shape
};

/// Copies tensors of equal name and shape into the network; f16 and f64 are converted. Batch counters and anchors are not looked at.
Transferred load_state_dict(Parameters& parameters, const StateDict& entries, const std::string& prefix = "");

/// Anchors in stride units from the entry `model.<row>.anchors` [L,A,2]; empty when there is none.
std::vector<std::vector<AnchorSize>> anchors_of(const StateDict& entries, int detect_row);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/nn/state_dict.ipp>
#endif
