// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Fitting a picture into the network input: resizing by the longest side, and grey borders. Tier: data (OpenCV).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/data/letterbox_fit.hpp>
#include <ctyolo/data/opencv.hpp>

namespace ctyolo::inline v0 {

/// The arithmetic of letterbox_fit.hpp for OpenCV's sizes.
template <class T>
Letterbox letterbox_of(const cv::Size_<T>& picture, const cv::Size_<T>& frame, bool scale_up) {
  return letterbox_of(PixelSize{picture.width, picture.height}, PixelSize{frame.width, frame.height}, scale_up);
}

/// Carries a fit out. The result never shares pixels with `picture`.
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
