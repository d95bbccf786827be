// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Boxes as they travel between the parts of the library. Tier: spec (std only).
#pragma once

namespace ctyolo::inline v0 {

/// Corners x1 <= x2, y1 <= y2; the frame (which pixels) is named where it is used.
struct Box {
  float x1 = 0, y1 = 0, x2 = 0, y2 = 0;
  constexpr float width() const { return x2 - x1; }
  constexpr float height() const { return y2 - y1; }
  constexpr bool operator==(const Box&) const = default;
};

/// A labelled box of one image, corners in pixels of that image.
struct Label {
  int cls = 0;
  Box xyxy_px;
  constexpr bool operator==(const Label&) const = default;
};

/// A labelled box of a batch: row of YOLOv5's targets [T,6], centre and size normalised to the network input.
struct Target {
  int image = 0;  ///< place in the batch
  int cls = 0;
  float x = 0, y = 0, w = 0, h = 0;  ///< xywh_n
  constexpr bool operator==(const Target&) const = default;
};

/// A target as corners in the pixels of a picture of that size.
constexpr Label label_in(const Target& t, float width_px, float height_px) {
  return {t.cls,
          {width_px * (t.x - t.w / 2), height_px * (t.y - t.h / 2), width_px * (t.x + t.w / 2), height_px * (t.y + t.h / 2)}};
}

/// A found box.
struct Detection {
  Box xyxy_px;
  float score = 0;  ///< objectness * class probability
  int cls = 0;
  constexpr bool operator==(const Detection&) const = default;
};

}  // namespace ctyolo::inline v0
