// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// What a net's generation brings: loss, augmentation, accumulation, constants. Tier: spec and OpenCV (the augmentation's types).
#pragma once

#include <ctyolo/accumulation/seed_nominal.hpp>
#include <ctyolo/data/augment/seed.hpp>
#include <ctyolo/data/augment/yolov5.hpp>
#include <ctyolo/graph/net.hpp>
#include <ctyolo/loss/yolo_loss.hpp>
#include <ctyolo/recipe/concepts.hpp>

namespace ctyolo::inline v0 {

/// The default recipe of a generation.
template <class Generation>
struct GenerationRecipe;

/// v6.0 to v7.0: CIoU, balanced levels, v7.0's constants for training from scratch.
template <>
struct GenerationRecipe<GenerationV6> {
  using slot = slot::recipe;
  using loss = YoloLoss<>;
  using augment = Yolov5Augment;
  static constexpr Hyp hyp{};
};

/// The seed, mid-2020: GIoU, levels not balanced, its own warp, step rule and constants.
template <>
struct GenerationRecipe<GenerationV1> {
  using slot = slot::recipe;
  using loss = SeedLoss;
  using augment = SeedAugment;
  using accumulation = SeedNominal<64>;
  static constexpr Hyp hyp{.lrf = 0.1,
                           .warmup_momentum = 0.9,
                           .box = 0.05,
                           .cls = 0.58,
                           .hsv_h = 0.014,
                           .hsv_s = 0.68,
                           .hsv_v = 0.36,
                           .translate = 0.0,
                           .warmup_min_steps = 1000,
                           .clip_norm = 0.0};
};

}  // namespace ctyolo::inline v0
