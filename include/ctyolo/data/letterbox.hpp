// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Fitting a picture into the network input: resizing by the longest side, and grey borders. Tier: data (OpenCV).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/data/opencv.hpp>

#include <cstdint>

namespace ctyolo::inline v0 {

/// The grey of everything that is not picture.
inline constexpr int border_grey = 114;

/// How a picture is placed in a larger or smaller frame, centred, its aspect ratio kept.
struct Letterbox {
  double gain = 1;                                 ///< frame pixels a picture pixel
  int width_px = 0, height_px = 0;                 ///< of the picture in the frame
  int left_px = 0, top_px = 0, right_px = 0, bottom_px = 0;
  double pad_x_px = 0, pad_y_px = 0;               ///< exact half of what is left over: what boxes are moved by
};

/// As v7.0: gain = min(frame / picture), at most 1 unless `scale_up`; sides rounded halves to even; an odd border puts
/// its extra pixel right and below.
Letterbox letterbox_of(cv::Size picture, cv::Size frame, bool scale_up);

/// Carries it out. The result never shares pixels with `picture`.
cv::Mat letterboxed(const cv::Mat& picture, const Letterbox& fit);

/// What a picture of this size becomes when its longest side is brought to `img_px` (sides cut to whole pixels, as
/// v7.0: the longest may come out one short).
cv::Size resized_size(cv::Size native, int img_px);

/// The picture in that size: bilinear when augmenting or enlarging, else by area.
cv::Mat resized(const cv::Mat& native, int img_px, bool augmenting);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/data/letterbox.ipp>
#endif
