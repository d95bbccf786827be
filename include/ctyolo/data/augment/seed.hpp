// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The augmentation of the first YOLOv5 (mid-2020). Tier: data (OpenCV).
#pragma once

#include <ctyolo/data/augment/augment.hpp>
#include <ctyolo/data/augment/flip.hpp>
#include <ctyolo/data/augment/hsv.hpp>
#include <ctyolo/data/augment/mixup.hpp>
#include <ctyolo/data/augment/mosaic.hpp>
#include <ctyolo/data/augment/seed_affine.hpp>

namespace ctyolo::inline v0 {

/// The seed's stages in its order. It had no MixUp: at its mixup of 0 that stage does nothing.
struct SeedAugment : Augment<Mosaic, SeedAffine, MixUp, Hsv, Flip> {};
static_assert(AugmentPolicy<SeedAugment>);

}  // namespace ctyolo::inline v0
