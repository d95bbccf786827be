// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A loss whose objects count fully at first, and by their overlap after the warm-up. Tier: spec (std only).
#pragma once

#include <ctyolo/loss/yolo_loss.hpp>
#include <ctyolo/schedule/warmup.hpp>

namespace ctyolo::inline v0 {

/// What the argument of IouRamp must have; the name is the compiler's error message.
template <class L>
concept IouRamp_takes_a_loss_with_an_iou_ratio = Loss<L> && requires(L& loss) { loss.iou_ratio = 0.5; };

/// `Base`, its iou_ratio rising from 0 at step 0 to Base's own at the end of the warm-up: while boxes are still bad, an
/// object's target is not held down by them. An idea of the first YOLOv5, commented out there. Validation uses Base.
/// @code
///   Trainer<yolov5_v1::YoloV5s, IouRamp<SeedLoss>> trainer;
/// @endcode
template <IouRamp_takes_a_loss_with_an_iou_ratio Base = YoloLoss<>>
struct IouRamp : Base {
  Base at(const Moment& moment, const Hyp& hyp) const {
    Base now = *this;
    now.iou_ratio = ramp(moment.step, warmup_steps(moment.batches, hyp), 0.0, this->iou_ratio);
    return now;
  }
};
static_assert(MovingLoss<IouRamp<>>);
static_assert(MovingLoss<IouRamp<SeedLoss>>);

}  // namespace ctyolo::inline v0
