// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The door for training: the trainer and every policy. Tier: nn.
#pragma once

// IWYU pragma: begin_exports
#include <ctyolo/accumulation/every_batch.hpp>
#include <ctyolo/accumulation/nominal.hpp>
#include <ctyolo/accumulation/seed_nominal.hpp>
#include <ctyolo/anchors/auto_anchor.hpp>
#include <ctyolo/anchors/given_anchors.hpp>
#include <ctyolo/data/augment/yolov5.hpp>
#include <ctyolo/data/sampling/image_weighted.hpp>
#include <ctyolo/data/sampling/in_order.hpp>
#include <ctyolo/data/sampling/random_frames.hpp>
#include <ctyolo/data/sampling/rect_batches.hpp>
#include <ctyolo/data/sampling/shuffled.hpp>
#include <ctyolo/ema/ema.hpp>
#include <ctyolo/ema/no_average.hpp>
#include <ctyolo/graph.hpp>
#include <ctyolo/hooks/early_stop.hpp>
#include <ctyolo/hooks/tensor_board.hpp>
#include <ctyolo/io/hyp_yaml.hpp>
#include <ctyolo/loss/iou_ramp.hpp>
#include <ctyolo/optim/adam.hpp>
#include <ctyolo/optim/adamw.hpp>
#include <ctyolo/optim/sgd.hpp>
#include <ctyolo/optim/sgd_nesterov.hpp>
#include <ctyolo/recipe/yolov5_v1.hpp>
#include <ctyolo/recipe/yolov5_v7.hpp>
#include <ctyolo/schedule/constant.hpp>
#include <ctyolo/schedule/late.hpp>
#include <ctyolo/schedule/one_cycle.hpp>
#include <ctyolo/schedule/warmup_cosine.hpp>
#include <ctyolo/schedule/warmup_linear.hpp>
#include <ctyolo/train/signals.hpp>
#include <ctyolo/train/trainer.hpp>
#include <ctyolo/train/validate.hpp>
// IWYU pragma: end_exports
