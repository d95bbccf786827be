// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// One picture as a network's input, outside a loader: for detection. Tier: data (OpenCV).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/data/opencv.hpp>
#include <ctyolo/data/planar_input.hpp>

#include <cstdint>
#include <string>

namespace ctyolo::inline v0 {

/// The input, and the picture that it was made of.
struct NetworkInput : PlanarInput {
  cv::Mat bgr;  // [h,w,3] native, as shown (EXIF applied)
};

/// Writes the channels of a BGR picture as planes R, G, B. @param planes  [3,h,w]
void write_planes(const cv::Mat& bgr, std::uint8_t* planes);

/// Fits a picture into the smallest frame of whole strides whose longer side is `img_px` (rounded up to whole strides), as
/// YOLOv5's detect does.
NetworkInput network_input(cv::Mat bgr, int img_px, int stride_px);

/// The same from a file. @throws Error naming the file
NetworkInput network_input(const std::string& file, int img_px, int stride_px);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/data/network_input.ipp>
#endif
