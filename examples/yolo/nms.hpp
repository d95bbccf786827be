// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Options of the suppression, for `yolo.sh val` and `detect`.
#pragma once

#include <ctyolo/eval/nms.hpp>

#include <CLI/CLI.hpp>

namespace yolo {

/// Those that a caller may ask whether they were given.
struct NmsArguments {
  CLI::Option *conf = nullptr, *iou = nullptr;
};

/// @param nms  what is filled; its values are the defaults
inline NmsArguments add_nms_options(CLI::App& app, ctyolo::NmsOptions& nms) {
  NmsArguments added;
  added.conf = app.add_option("--conf,--conf-thres", nms.conf, "least score")->capture_default_str();
  added.iou = app.add_option("--iou,--iou-thres", nms.iou, "a box that overlaps a better one of its class by more goes")
                  ->capture_default_str();
  app.add_option("--max-det", nms.max_detections, "most boxes a picture")->capture_default_str();
  app.add_flag("--agnostic-nms", nms.agnostic, "boxes of other classes suppress too");
  app.add_flag("--merge-nms", nms.merge, "kept boxes become means of those that they suppress");
  return added;
}

}  // namespace yolo
