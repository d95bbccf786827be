// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The preset that follows the seed's train.py (mid-2020). Tier: spec and OpenCV (the augmentation's types).
#pragma once

#include <ctyolo/anchors/auto_anchor.hpp>
#include <ctyolo/data/sampling/in_order.hpp>
#include <ctyolo/eval/average_precision.hpp>
#include <ctyolo/recipe/generation.hpp>
#include <ctyolo/schedule/late.hpp>
#include <ctyolo/schedule/warmup_cosine.hpp>

namespace ctyolo::inline v0::recipe {

/// What its generation has (loss, warp, step rule, constants) and the seed's order, rates, limits for anchors and evaluation;
/// what differs all the same, such as where a mosaic puts its pictures, is in docs/deviations.md.
/// @code
///   Trainer<yolov5_v1::YoloV5s, recipe::Yolov5v1> trainer;
/// @endcode
struct Yolov5v1 : GenerationRecipe<GenerationV1> {
  using schedule = Late<WarmupCosine>;
  using sampling = InOrder;
  using anchors = AutoAnchor;
  using evaluation = SeedAP;
  static constexpr AutoAnchor anchor_settings{.recall_limit = 0.99, .smallest_px = 4};
};
static_assert(Recipe<Yolov5v1>);

}  // namespace ctyolo::inline v0::recipe
