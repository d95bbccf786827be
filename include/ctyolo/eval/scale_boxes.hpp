// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Boxes from the network input back to the picture it was made of. Tier: spec (std only).
#pragma once

#include <ctyolo/core/box.hpp>
#include <ctyolo/data/batch.hpp>

#include <algorithm>
#include <span>

namespace ctyolo::inline v0 {

/// A box in native pixels, clipped to the picture. Each axis has its own gain; YOLOv5 uses that of the height for both
/// (spec 5.3), which differs where resizing rounded the sides differently.
inline Box to_native(const Box& network_px, const ImageOrigin& origin) {
  const auto axis = [](float v, double pad, double gain, int size) {
    return std::clamp(static_cast<float>((static_cast<double>(v) - pad) / gain), 0.0f, static_cast<float>(size));
  };
  return {axis(network_px.x1, origin.pad_x, origin.gain_x, origin.width_px),
          axis(network_px.y1, origin.pad_y, origin.gain_y, origin.height_px),
          axis(network_px.x2, origin.pad_x, origin.gain_x, origin.width_px),
          axis(network_px.y2, origin.pad_y, origin.gain_y, origin.height_px)};
}

/// Detections in place, clipped to a frame.
inline void clip_boxes(std::span<Detection> detections, float width_px, float height_px) {
  const auto within = [](float v, float size) { return std::clamp(v, 0.0f, size); };
  for (Detection& d : detections) {
    const Box& b = d.xyxy_px;
    d.xyxy_px = {within(b.x1, width_px), within(b.y1, height_px), within(b.x2, width_px), within(b.y2, height_px)};
  }
}

/// Boxes of detections in native pixels, in place.
inline void scale_boxes(std::span<Detection> detections, const ImageOrigin& origin) {
  for (Detection& d : detections) d.xyxy_px = to_native(d.xyxy_px, origin);
}

}  // namespace ctyolo::inline v0
