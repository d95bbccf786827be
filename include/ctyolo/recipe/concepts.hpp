// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Recipes: bundles of policies and values. Tier: spec (std only).
//
// # Recipes
// Slot: `slot::recipe` (at most one per Trainer; default: that of the net's generation).
// | recipe               | what it is                                                                                        |
// | GenerationRecipe<G>  | the generation's loss, augmentation, accumulation, constants; the library's defaults for the rest |
// | recipe::Yolov5v7     | with v7.0's train.py's rates: linear schedule, one epoch late                                     |
// | recipe::Yolov5v1     | with the seed's (mid-2020): cosine, one epoch late; no shuffle; its limits for anchors; SeedAP    |
//
// What differs from the oracles all the same is in docs/deviations.md.
//
// Contract: a recipe is an empty type with `static constexpr Hyp hyp` and, for each kind that it decides, a type of the
// slot's name (`using loss = ...; using schedule = ...;`). `static constexpr AutoAnchor anchor_settings{...}` sets its
// anchor policy, as long as the user hands over no value of his own. A policy that the user names beats the recipe's, the
// recipe's beats the library's default.
#pragma once

#include <ctyolo/core/slot.hpp>
#include <ctyolo/hyp/hyp.hpp>

#include <concepts>

namespace ctyolo::inline v0 {

template <class R>
concept Recipe = PolicyOf<R, slot::recipe> && requires {
  { R::hyp } -> std::convertible_to<const Hyp&>;
};

}  // namespace ctyolo::inline v0
