// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of data/network_input.hpp.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/data/letterbox.hpp>
#include <ctyolo/data/network_input.hpp>

#include <cstddef>
#include <utility>

namespace ctyolo::inline v0 {

CTYOLO_INLINE void write_planes(const cv::Mat& bgr, std::uint8_t* planes) {
  const std::size_t plane = static_cast<std::size_t>(bgr.rows) * static_cast<std::size_t>(bgr.cols);
  cv::Mat channels[3];  // split writes into planes that have the right size already
  for (std::size_t c = 0; c < 3; ++c) channels[c] = cv::Mat(bgr.rows, bgr.cols, CV_8UC1, planes + (2 - c) * plane);  // B, G, R
  cv::split(bgr, channels);
}

CTYOLO_INLINE NetworkInput network_input(cv::Mat bgr, int img_px, int stride_px) {
  const PixelSize size{bgr.cols, bgr.rows};
  const Letterbox fit = whole_stride_letterbox(size, img_px, stride_px);
  const cv::Mat framed = letterboxed(bgr, fit);

  NetworkInput input;
  input.height_px = framed.rows;
  input.width_px = framed.cols;
  input.planar_rgb.resize(3 * framed.total());
  write_planes(framed, input.planar_rgb.data());
  input.origin = origin_of(size, fit);
  input.bgr = std::move(bgr);
  return input;
}

CTYOLO_INLINE NetworkInput network_input(const std::string& file, int img_px, int stride_px) {
  cv::Mat bgr = cv::imread(file, cv::IMREAD_COLOR);
  if (bgr.empty()) fail(file, ": not a picture that can be read");
  return network_input(std::move(bgr), img_px, stride_px);
}

}  // namespace ctyolo::inline v0
