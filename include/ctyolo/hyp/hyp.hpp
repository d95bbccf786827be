// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Hyper-parameters: all the numbers that change no code. Tier: spec (std only).
#pragma once

namespace ctyolo::inline v0 {

/// Defaults are YOLOv5 v7.0's for training from scratch (its "scratch-low" values). Usable as a template argument.
/// Names are those of YOLOv5's hyp files; the last three have no counterpart there, where they are fixed in the code.
struct Hyp {
  double lr0 = 0.01;               ///< rate after warm-up, before the schedule
  double lrf = 0.01;               ///< last rate = lr0 * lrf
  double momentum = 0.937;         ///< SGD momentum; Adam's beta1
  double weight_decay = 0.0005;    ///< at the nominal batch; conv weights only
  double warmup_epochs = 3.0;      ///< epochs, may be a fraction
  double warmup_momentum = 0.8;    ///< momentum at step 0
  double warmup_bias_lr = 0.1;     ///< rate of the biases at step 0 (all others start at 0)
  double box = 0.05;               ///< gain of the box loss
  double cls = 0.5;                ///< gain of the class loss
  double cls_pw = 1.0;             ///< weight of positives in the class BCE
  double obj = 1.0;                ///< gain of the objectness loss
  double obj_pw = 1.0;             ///< weight of positives in the objectness BCE
  double anchor_t = 4.0;           ///< a target matches an anchor when no side differs by more than this factor
  double fl_gamma = 0.0;           ///< gamma of the focal loss
  double label_smoothing = 0.0;    ///< epsilon
  double hsv_h = 0.015;            ///< hue jitter, fraction
  double hsv_s = 0.7;              ///< saturation jitter, fraction
  double hsv_v = 0.4;              ///< value jitter, fraction
  double degrees = 0.0;            ///< rotation, +- degrees
  double translate = 0.1;          ///< translation, +- fraction of the image side
  double scale = 0.5;              ///< gain, 1 +- this
  double shear = 0.0;              ///< shear, +- degrees
  double perspective = 0.0;        ///< perspective, +- fraction, 0 to 0.001
  double flipud = 0.0;             ///< probability
  double fliplr = 0.5;             ///< probability
  double mosaic = 1.0;             ///< probability
  double mixup = 0.0;              ///< probability
  double copy_paste = 0.0;         ///< without effect: it needs outlines, and labels are boxes
  double warmup_min_steps = 100;   ///< warm-up lasts at least this many steps (0: warmup_epochs alone)
  double nominal_batch = 64;       ///< batch for which lr0 and weight_decay are meant
  double clip_norm = 10.0;         ///< largest norm of the gradient; 0 = no clipping

  constexpr bool operator==(const Hyp&) const = default;
};

/// Calls `f("name", value)` for every number, in declaration order. `H` is Hyp or const Hyp.
template <class H, class F>
constexpr void visit_hyp(H& h, F&& f) {
  f("lr0", h.lr0);
  f("lrf", h.lrf);
  f("momentum", h.momentum);
  f("weight_decay", h.weight_decay);
  f("warmup_epochs", h.warmup_epochs);
  f("warmup_momentum", h.warmup_momentum);
  f("warmup_bias_lr", h.warmup_bias_lr);
  f("box", h.box);
  f("cls", h.cls);
  f("cls_pw", h.cls_pw);
  f("obj", h.obj);
  f("obj_pw", h.obj_pw);
  f("anchor_t", h.anchor_t);
  f("fl_gamma", h.fl_gamma);
  f("label_smoothing", h.label_smoothing);
  f("hsv_h", h.hsv_h);
  f("hsv_s", h.hsv_s);
  f("hsv_v", h.hsv_v);
  f("degrees", h.degrees);
  f("translate", h.translate);
  f("scale", h.scale);
  f("shear", h.shear);
  f("perspective", h.perspective);
  f("flipud", h.flipud);
  f("fliplr", h.fliplr);
  f("mosaic", h.mosaic);
  f("mixup", h.mixup);
  f("copy_paste", h.copy_paste);
  f("warmup_min_steps", h.warmup_min_steps);
  f("nominal_batch", h.nominal_batch);
  f("clip_norm", h.clip_norm);
}

}  // namespace ctyolo::inline v0
