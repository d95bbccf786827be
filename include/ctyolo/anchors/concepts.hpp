// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Anchor policies: which anchors a training starts with. Tier: spec (std only).
//
// # Anchor policies
// Slot: `slot::anchors` (one per Trainer; default `AutoAnchor`).
// | policy       | the anchors of a new run                                          | choose it when                        |
// | AutoAnchor   | the net's, or better ones found when those fit the labels badly   | always (both oracles' default)        |
// | GivenAnchors | the net's, whatever the labels are like                           | runs must share anchors; --noautoanchor |
//
// "The net's" are those of its type, or of the weights that the run starts from. A resumed run has its own already and
// asks no policy. The live anchors travel with the weights, in every checkpoint.
//
// Contract: an aggregate of settings that is called once, before the first step, with the sizes of all training labels
// and the head as it is. The answer depends on the request alone: no clock, no number of threads.
#pragma once

#include <ctyolo/anchors/label_sizes.hpp>
#include <ctyolo/core/heads.hpp>
#include <ctyolo/core/slot.hpp>

#include <concepts>
#include <cstdint>
#include <string>
#include <vector>

namespace ctyolo::inline v0 {

/// What an anchor policy is told.
struct AnchorRequest {
  const LabelSizes& labels;  ///< of the training images, at the training size
  const HeadSetup& head;     ///< strides and live anchors
  double anchor_t = 4.0;     ///< Hyp::anchor_t: a label matches an anchor when no side differs by more than this factor
  std::uint64_t seed = 0;    ///< of the run
};

/// What it answers.
struct AnchorChoice {
  std::vector<std::vector<AnchorSize>> anchors = {};  ///< [L][A] in stride units, as many as there were; empty: no change
  std::string note = {};                              ///< one line for the user; empty: nothing to say
};

template <class P>
concept AnchorPolicy = PolicyOf<P, slot::anchors> && std::default_initializable<P> &&
                       requires(const P& policy, const AnchorRequest& request) {
                         { policy(request) } -> std::same_as<AnchorChoice>;
                       };

}  // namespace ctyolo::inline v0
