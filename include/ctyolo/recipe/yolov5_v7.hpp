// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The preset that follows v7.0's train.py. Tier: spec and OpenCV (the augmentation's types).
#pragma once

#include <ctyolo/recipe/generation.hpp>
#include <ctyolo/schedule/late.hpp>
#include <ctyolo/schedule/warmup_linear.hpp>

namespace ctyolo::inline v0::recipe {

/// @code
///   Trainer<YoloV5n, recipe::Yolov5v7> trainer;
/// @endcode
struct Yolov5v7 : GenerationRecipe<GenerationV6> {
  using schedule = Late<WarmupLinear>;
};
static_assert(Recipe<Yolov5v7>);

}  // namespace ctyolo::inline v0::recipe
