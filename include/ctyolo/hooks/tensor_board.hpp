// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The course of a training for TensorBoard. Tier: app (std, OpenCV for rare pictures, POSIX).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/hooks/concepts.hpp>
#include <ctyolo/io/event_file.hpp>

#include <array>
#include <string>
#include <vector>

namespace ctyolo::inline v0 {

/// Writes FOLDER/events.out.tfevents.*, to be looked at with `tensorboard --logdir FOLDER`: each epoch's losses, metrics
/// and rates, the classes of the training labels at step 0, the net's graph (a node a row), the configuration, and at the
/// end the run's pictures.
/// A resumed run goes on in a file of its own; steps after the checkpoint that was resumed are void for TensorBoard.
/// @code
///   Trainer<YoloV5n, TensorBoard> trainer;                                           // v7.0's tags
///   Trainer<YoloV5n, TensorBoard> old{TensorBoard{.tags = TensorBoard::seed_tags}};  // the seed's
/// @endcode
struct TensorBoard {
  using slot = slot::hook;
  /// Of box, obj, cls; precision, recall, mAP.5, mAP.5:.95; validation's box, obj, cls; rates of biases, weights, norms.
  using Tags = std::array<const char*, 13>;
  static constexpr Tags v7_tags = {
      "train/box_loss", "train/obj_loss", "train/cls_loss", "metrics/precision", "metrics/recall", "metrics/mAP_0.5",
      "metrics/mAP_0.5:0.95", "val/box_loss", "val/obj_loss", "val/cls_loss", "x/lr0", "x/lr1", "x/lr2"};
  /// The seed calls mAP.5:.95 "F1", and has no rates (no name: not written).
  static constexpr Tags seed_tags = {
      "train/giou_loss", "train/obj_loss", "train/cls_loss", "metrics/precision", "metrics/recall", "metrics/mAP_0.5",
      "metrics/F1", "val/giou_loss", "val/obj_loss", "val/cls_loss", "", "", ""};

  Tags tags = v7_tags;
  /// Files of the run that are shown at its end, where they are there; the tag is the name without its ending.
  std::vector<std::string> pictures = {"labels.png", "train_batch0.jpg", "train_batch1.jpg", "train_batch2.jpg",
                                       "results.png", "confusion_matrix.png", "F1_curve.png", "PR_curve.png",
                                       "P_curve.png", "R_curve.png", "val_detections.jpg"};

  void on(const TrainingStarted& e);
  void on(const EpochEnded& e);
  void on(const TrainingEnded& e);

  EventFile file_ = {};  // NOLINT: not private, so that the settings can be given by name
  int epoch_ = 0;
};
static_assert(Hook<TensorBoard>);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/hooks/tensor_board.ipp>
#endif
