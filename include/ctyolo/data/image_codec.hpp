// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// From an image file to pixels. Tier: data (OpenCV).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/data/image_record.hpp>
#include <ctyolo/data/opencv.hpp>

#include <string>

namespace ctyolo::inline v0 {

/// Pixels of a file as stored (EXIF orientation not applied), BGR bytes; on failure empty, with the reason in `fault`.
cv::Mat decode_image(const std::string& file, std::string& fault);

/// Turns and mirrors as EXIF orientation 1..8 asks for; 5..8 exchange width and height.
cv::Mat oriented(const cv::Mat& image, int orientation);

/// Pixels of an image of a data set, as shown, BGR bytes [h,w,3]; throws Error naming the file when it is gone, broken,
/// or no longer of the recorded size.
cv::Mat read_image(const ImageRecord& record);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/data/image_codec.ipp>
#endif
