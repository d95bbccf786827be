// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Where a picture lies in the network input: the arithmetic of the letterbox, without pixels. Tier: spec (std only).
#pragma once

#include <ctyolo/core/config.hpp>

namespace ctyolo::inline v0 {

/// The grey of everything that is not picture.
inline constexpr int border_grey = 114;

struct PixelSize {
  int width = 0, height = 0;
};

/// How a picture is placed in a larger or smaller frame, centred, its aspect ratio kept.
struct Letterbox {
  double gain = 1;                                 ///< frame pixels a picture pixel
  int width_px = 0, height_px = 0;                 ///< of the picture in the frame
  int left_px = 0, top_px = 0, right_px = 0, bottom_px = 0;
  double pad_x_px = 0, pad_y_px = 0;               ///< exact half of what is left over: what boxes are moved by

  constexpr int frame_width_px() const { return left_px + width_px + right_px; }
  constexpr int frame_height_px() const { return top_px + height_px + bottom_px; }
};

/// As v7.0: gain = min(frame / picture), at most 1 unless `scale_up`; sides rounded halves to even; an odd border puts
/// its extra pixel right and below.
Letterbox letterbox_of(PixelSize picture, PixelSize frame, bool scale_up);

/// The smallest frame of whole strides whose longer side is `img_px` (rounded up to whole strides), as YOLOv5's detect.
Letterbox whole_stride_letterbox(PixelSize picture, int img_px, int stride_px);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/data/letterbox_fit.ipp>
#endif
