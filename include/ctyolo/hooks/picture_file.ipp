// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of hooks/picture_file.hpp.
#pragma once

#include <ctyolo/hooks/picture_file.hpp>
#include <ctyolo/io/atomic_file.hpp>

#include <cstddef>
#include <filesystem>
#include <span>
#include <vector>

namespace ctyolo::inline v0 {

CTYOLO_INLINE void write_picture(const std::string& path, const cv::Mat& bgr) {
  std::vector<unsigned char> encoded;
  const std::string ending = std::filesystem::path(path).extension().string();
  const std::vector<int> parameters = ending == ".jpg" ? std::vector<int>{cv::IMWRITE_JPEG_QUALITY, 90} : std::vector<int>{};
  if (!cv::imencode(ending, bgr, encoded, parameters)) fail(path, ": could not be encoded as ", ending);
  const auto bytes = std::as_bytes(std::span(encoded));
  write_file_atomically(path, std::span(&bytes, 1));
}

}  // namespace ctyolo::inline v0
