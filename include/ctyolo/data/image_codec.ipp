// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of data/image_codec.hpp.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/data/image_codec.hpp>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <limits>
#include <system_error>
#include <vector>

namespace ctyolo::inline v0 {

CTYOLO_INLINE cv::Mat decode_image(const std::string& file, std::string& fault) {
  // The file is read here and decoded from memory: cv::imread writes to stderr when a file is missing.
  thread_local std::vector<char> bytes;
  std::ifstream in(file, std::ios::binary | std::ios::ate);
  std::error_code ignored;
  if (!in || std::filesystem::is_directory(file, ignored)) {
    fault = "the image cannot be opened for reading";
    return {};
  }
  const std::streamoff size = in.tellg();
  if (size <= 0 || size > std::numeric_limits<int>::max()) {
    fault = size == 0 ? "the image file is empty" : "the image file is too large";
    return {};
  }
  bytes.resize(static_cast<std::size_t>(size));
  in.seekg(0);
  if (!in.read(bytes.data(), size)) {
    fault = "the image cannot be read to its end";
    return {};
  }
  cv::Mat image;
  try {
    // Orientation is applied by us, from the record: which formats OpenCV turns by itself changes with its version.
    image = cv::imdecode(cv::Mat(1, static_cast<int>(size), CV_8U, bytes.data()),
                         cv::IMREAD_COLOR | cv::IMREAD_IGNORE_ORIENTATION);
  } catch (const cv::Exception& e) {
    fault = "the image cannot be decoded (" + e.err + ")";
    return {};
  }
  if (image.empty()) fault = "the image cannot be decoded: broken, or of a format that this OpenCV does not read";
  return image;
}

CTYOLO_INLINE cv::Mat oriented(const cv::Mat& image, int orientation) {
  cv::Mat turned;
  switch (orientation) {
    case 2: cv::flip(image, turned, 1); return turned;
    case 3: cv::rotate(image, turned, cv::ROTATE_180); return turned;
    case 4: cv::flip(image, turned, 0); return turned;
    case 5: cv::transpose(image, turned); return turned;
    case 6: cv::rotate(image, turned, cv::ROTATE_90_CLOCKWISE); return turned;
    case 7: {
      cv::Mat transposed;
      cv::transpose(image, transposed);
      cv::rotate(transposed, turned, cv::ROTATE_180);
      return turned;
    }
    case 8: cv::rotate(image, turned, cv::ROTATE_90_COUNTERCLOCKWISE); return turned;
    default: return image;
  }
}

CTYOLO_INLINE cv::Mat read_image(const ImageRecord& record) {
  std::string fault;
  const cv::Mat stored = decode_image(record.path, fault);
  if (stored.empty()) {
    std::error_code ignored;
    if (!std::filesystem::exists(record.path, ignored)) {
      fail(record.path,
           " could not be read any more: it was there when the data set was indexed; put it back or start again");
    }
    fail(record.path, ": ", fault, "; replace the file or take it out of the data set");
  }
  cv::Mat image = oriented(stored, record.orientation);
  if (image.cols != record.width_px || image.rows != record.height_px) {
    fail(record.path, " has ", image.cols, " x ", image.rows, " px now, but ", record.width_px, " x ", record.height_px,
         " px when the data set was indexed; it was changed since, start again");
  }
  return image;
}

}  // namespace ctyolo::inline v0
