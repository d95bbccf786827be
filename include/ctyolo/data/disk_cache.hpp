// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Resized images kept in files, for this run and the next. Tier: data (OpenCV).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/data/dataset.hpp>
#include <ctyolo/data/opencv.hpp>

#include <cstdint>
#include <string>

namespace ctyolo::inline v0 {

/// Filled as images are asked for; the folder may be deleted at any time.
///
/// A file holds one image's bytes under a line that names the image, its size and time of last change, and a hash of
/// the bytes: a changed image, or a file that was damaged or cut off by a crash, is noticed and made again. A file is
/// written under another name first, so a reader never sees half of one. Several runs may share the folder.
class DiskCache {
 public:
  /// @param augmenting  chooses the interpolation, as in `resized`; the two have files of their own
  /// @throws Error when the folder cannot be written, or the disk has no room for the whole split
  DiskCache(const Dataset& dataset, int img_px, bool augmenting);

  /// Image `index` with its longest side at img_px, BGR [h,w,3], own memory. Any thread. Where its file cannot be
  /// written (disk full) the image is decoded every time.
  cv::Mat get(int index) const;

  const std::string& folder() const { return folder_; }

 private:
  std::string file_of(const ImageRecord& image) const;

  const Dataset* dataset_;
  int img_px_;
  bool augmenting_;
  std::string folder_;
};

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/data/disk_cache.ipp>
#endif
