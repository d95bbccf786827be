// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// What looking at one image and its label file gives: the unit that is scanned, indexed and counted. Tier: data (std).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/data/image_record.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace ctyolo::inline v0 {

/// Size and time of last change of a file: what tells that it is still the same. size = -1: no such file.
struct FileStamp {
  std::int64_t size = -1;
  std::int64_t mtime_ns = 0;
  bool operator==(const FileStamp&) const = default;
};

FileStamp stamp_of(const std::string& file);

/// One image with its labels as they are in the files: classes are not yet checked or mapped.
struct ScannedImage {
  ImageRecord record;
  FileStamp image, label;             ///< taken before the files were read
  bool corrupt = false;               ///< left out, see warnings
  std::vector<std::string> warnings;  ///< a line each

  bool missing() const { return label.size < 0; }
  bool operator==(const ScannedImage&) const = default;
};

/// Reads the header of an image and its label file.
ScannedImage scan_image(const std::string& path, const FileStamp& image, const FileStamp& label);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/data/dataset_scan.ipp>
#endif
