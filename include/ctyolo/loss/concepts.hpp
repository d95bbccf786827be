// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Loss policies: what the raw maps of a detector are blamed for. Tier: spec (std only).
//
// # Loss policies
// Slot: `slot::loss` (one per Trainer; default: that of the net's generation).
// | policy                 | box term    | objectness                    | choose it when                    |
// | YoloLoss<>             | CIoU        | weighted by level             | YOLOv5 v7.0's loss                |
// | YoloLoss<CIoU, Focal>  | CIoU        | focal where hyp.fl_gamma > 0  | many easy negatives               |
// | YoloLoss<GIoU>, <DIoU> | GIoU, DIoU  | weighted by level             | comparisons                       |
// | SeedLoss               | GIoU        | all levels alike              | the first YOLOv5 (nets of yolov5_v1) |
// | IouRamp<L>             | L's         | objects 1 at first, their overlap after the warm-up | training from scratch finds nothing at first |
//
// Contract: a loss is called with the raw maps (logits, [N,A,H,W,5+nc] a level, read through strides) and the targets
// of a batch. It returns the three items after their gains, means over the batch. Where `gradient` is not empty (it is
// in validation), the loss also writes d(N * total)/d(raw) there, analytically, every element of it, zeros included:
// the trainer hands that to autograd::backward, so no autograd node is made for the loss. The result must not depend
// on the number of threads. `img_px` is the side of the network input that the gains refer to. Optional: a loss that
// changes during the training has `at(moment, hyp)`, a pure function that gives the loss of that step (MovingLoss).
// @code
//   struct ObjectnessOnly {                              // a user's own loss
//     using slot = slot::loss;
//     template <class T>
//     LossItems operator()(std::span<const HeadView<const T>> raw, std::span<const HeadView<T>> gradient,
//                          std::span<const Target> targets, const HeadSetup& setup, const Hyp& hyp, int img_px) const;
//   };
// @endcode
#pragma once

#include <ctyolo/core/box.hpp>
#include <ctyolo/core/heads.hpp>
#include <ctyolo/core/results.hpp>
#include <ctyolo/core/slot.hpp>
#include <ctyolo/hyp/hyp.hpp>
#include <ctyolo/schedule/rates.hpp>

#include <concepts>
#include <span>

namespace ctyolo::inline v0 {

template <class P>
concept Loss = PolicyOf<P, slot::loss> &&
    requires(const P& loss, std::span<const HeadView<const float>> raw, std::span<const HeadView<float>> gradient,
             std::span<const Target> targets, const HeadSetup& setup, const Hyp& hyp, int img_px) {
  { loss(raw, gradient, targets, setup, hyp, img_px) } -> std::same_as<LossItems>;
};

/// A loss that is another one at each step.
template <class P>
concept MovingLoss = Loss<P> && requires(const P& loss, const Moment& moment, const Hyp& hyp) {
  { loss.at(moment, hyp) } -> Loss;
};

/// The loss of a step.
template <Loss P>
decltype(auto) loss_at(const P& loss, [[maybe_unused]] const Moment& moment, [[maybe_unused]] const Hyp& hyp) {
  if constexpr (MovingLoss<P>) return loss.at(moment, hyp);
  else return (loss);
}

}  // namespace ctyolo::inline v0
