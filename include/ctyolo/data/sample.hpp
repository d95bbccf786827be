// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A picture with its boxes on the way through the augmentation. Tier: data (OpenCV).
#pragma once

#include <ctyolo/core/box.hpp>
#include <ctyolo/core/config.hpp>
#include <ctyolo/data/batch.hpp>
#include <ctyolo/data/canvas.hpp>
#include <ctyolo/data/opencv.hpp>

#include <vector>

namespace ctyolo::inline v0 {

/// Invariant that every stage keeps: `labels` are in pixels of `bgr`, or of `canvas` before that is painted.
struct Sample {
  cv::Mat bgr;                // [h,w,3] bytes
  Canvas canvas;              ///< what bgr will be painted from; bgr is empty until then
  std::vector<Label> labels;
  ImageOrigin origin;
  cv::Size margin_px{0, 0};   ///< that much lies beyond the network input left and right, above and below (a mosaic's canvas)
  bool fitted = false;        ///< bgr has the size of the network input, plus margins; before, its pixels may be shared

  cv::Size size_px() const { return canvas.empty() ? bgr.size() : canvas.size_px; }
  int width_px() const { return size_px().width; }
  int height_px() const { return size_px().height; }
};

/// From canvas to bgr, unless that is done.
void paint(Sample& sample);

/// Is a box still worth keeping after a warp? `before` times `gain` is what it would be, undisturbed.
/// As v7.0: both sides over 2 px, over a tenth of the area left, no side 100 times the other.
bool survives(const Box& before, const Box& after, double gain);

/// Cuts boxes at the edges of a picture.
Box clipped(const Box& box, float width_px, float height_px);

/// Paints what is not painted and cuts the margins off, and the boxes with them; boxes of which too little is left are dropped.
void crop_margin(Sample& sample);

/// Appends the boxes of a finished sample as rows of a batch, cut at the picture's edge.
void append_targets(const Sample& sample, int image, std::vector<Target>& targets);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/data/sample.ipp>
#endif
