// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Augmentation: what becomes of a picture and its boxes before the network sees them. Tier: data (OpenCV).
//
// # Augmentation policies
// Slot: `slot::augment` (one per Trainer; default: the generation's own).
// | policy        | what it does                                                | choose it when                |
// | Augment<S...> | the stages S in order                                       | always: it is the composer    |
// | Yolov5Augment | Augment<Mosaic, RandomAffine, MixUp, Hsv, Flip>, as v7.0    | training from scratch         |
// | SeedAugment   | Augment<Mosaic, SeedAffine, MixUp, Hsv, Flip>               | as the first YOLOv5           |
// | NoAugment     | fits the picture with grey borders, no more                 | validation, overfitting tests |
//
// | stage         | constants of Hyp                              | what it does                                |
// | Mosaic        | mosaic                                        | four pictures on one canvas; must be first  |
// | RandomAffine  | degrees, translate, scale, shear, perspective | one warp, a mosaic's from its four pictures |
// | SeedAffine    | degrees, translate, scale, shear              | the first YOLOv5's warp and limits of boxes |
// | MixUp         | mixup                                         | blends two samples (Zhang et al. 2018)      |
// | Hsv           | hsv_h, hsv_s, hsv_v                           | colours                                     |
// | Flip          | flipud, fliplr                                | mirrors                                     |
//
// Contract of a stage: `apply(sample, context)` changes the picture and its boxes together (labels are pixels of bgr);
// it keeps no state between samples and may be called from several threads; every draw comes from
// `context.random(purpose)`; a probability of 0 costs nothing. Before a stage runs the sample is fitted into the frame,
// unless the stage says `static constexpr bool takes_unfitted = true`, and a mosaic's parts are painted, unless it says
// `takes_canvas = true`. After the chain margins are cut off and the size is checked.
// @code
//   struct Grey {                                                       // a user's own stage
//     template <class Context>
//     void apply(Sample& s, const Context& c) const {
//       if (!c.random(Purpose::user).chance(0.1)) return;
//       cv::cvtColor(s.bgr, s.bgr, cv::COLOR_BGR2GRAY);
//       cv::cvtColor(s.bgr, s.bgr, cv::COLOR_GRAY2BGR);
//     }
//   };
//   using MyAugment = Augment<Mosaic, RandomAffine, Grey, Flip>;
// @endcode
#pragma once

#include <ctyolo/core/slot.hpp>
#include <ctyolo/data/augment/context.hpp>

#include <concepts>
#include <cstddef>

namespace ctyolo::inline v0 {

namespace detail {
/// Stands for any chain where a stage is checked by itself; only declared.
struct AnyChain {
  template <std::size_t Before>
  Sample run(int index, const AugmentContext& context) const;
};
}  // namespace detail

template <class S>
concept AugmentStage = requires(const S& stage, Sample& sample, const StageContext<detail::AnyChain, 0>& context) {
  { stage.apply(sample, context) } -> std::same_as<void>;
};

/// A stage that begins with the bare picture and fits it into the frame itself.
template <class S>
concept TakesUnfitted = AugmentStage<S> && requires { requires S::takes_unfitted; };

/// A stage that reads `sample.size_px()` and leaves it to paint() or warped() to make pixels of a canvas.
template <class S>
concept TakesCanvas = AugmentStage<S> && requires { requires S::takes_canvas; };

/// What fills slot::augment: makes the finished sample of an image, of exactly the context's shape.
template <class P>
concept AugmentPolicy = PolicyOf<P, slot::augment> && requires(const P& policy, const AugmentContext& context) {
  { policy.make(0, context) } -> std::same_as<Sample>;
};

}  // namespace ctyolo::inline v0
