// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The augmentation of YOLOv5 v7.0. Tier: data (OpenCV).
#pragma once

#include <ctyolo/data/augment/augment.hpp>
#include <ctyolo/data/augment/flip.hpp>
#include <ctyolo/data/augment/hsv.hpp>
#include <ctyolo/data/augment/mixup.hpp>
#include <ctyolo/data/augment/mosaic.hpp>
#include <ctyolo/data/augment/random_affine.hpp>

namespace ctyolo::inline v0 {

/// v7.0's stages in its order; how strongly each acts is in Hyp.
struct Yolov5Augment : Augment<Mosaic, RandomAffine, MixUp, Hsv, Flip> {};
static_assert(AugmentPolicy<Yolov5Augment>);

}  // namespace ctyolo::inline v0
