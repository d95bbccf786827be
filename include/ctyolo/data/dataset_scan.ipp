// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of data/dataset_scan.hpp.
#pragma once

#include <ctyolo/data/dataset_scan.hpp>
#include <ctyolo/data/image_header.hpp>
#include <ctyolo/data/image_list.hpp>
#include <ctyolo/data/labels.hpp>

#include <chrono>
#include <filesystem>
#include <system_error>
#include <utility>

namespace ctyolo::inline v0 {

CTYOLO_INLINE FileStamp stamp_of(const std::string& file) {
  std::error_code no_size, no_time;
  const auto size = std::filesystem::file_size(file, no_size);
  const auto time = std::filesystem::last_write_time(file, no_time);
  if (no_time) return {};
  return {.size = no_size ? 0 : static_cast<std::int64_t>(size),
          .mtime_ns = std::chrono::duration_cast<std::chrono::nanoseconds>(time.time_since_epoch()).count()};
}

CTYOLO_INLINE ScannedImage scan_image(const std::string& path, const FileStamp& image, const FileStamp& label) {
  ScannedImage scan;
  scan.record.path = path;
  scan.image = image;
  scan.label = label;
  const ImageHeader header = read_image_header(path);
  if (!header.fault.empty()) {
    scan.corrupt = true;
    scan.warnings.push_back(path + ": left out: " + header.fault);
    return scan;
  }
  scan.record.width_px = header.width_px;
  scan.record.height_px = header.height_px;
  scan.record.orientation = header.orientation;
  if (!header.note.empty()) scan.warnings.push_back(path + ": " + header.note);
  const std::string label_file = label_path(path);
  LabelFile labels = read_labels(label_file);
  if (!labels.faults.empty()) {
    scan.corrupt = true;
    for (const std::string& fault : labels.faults) scan.warnings.push_back(fault + " (" + path + " is left out)");
    return scan;
  }
  if (labels.duplicates > 0) {
    scan.warnings.push_back(label_file + ": " + std::to_string(labels.duplicates) + " duplicate rows ignored");
  }
  scan.record.labels = std::move(labels.rows);
  return scan;
}

}  // namespace ctyolo::inline v0
