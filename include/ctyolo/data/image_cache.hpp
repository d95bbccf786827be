// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Resized images kept in memory, shared by all loader threads. Tier: data (OpenCV).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/data/cache.hpp>
#include <ctyolo/data/dataset.hpp>
#include <ctyolo/data/opencv.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <vector>

namespace ctyolo::inline v0 {

/// Filled as images are asked for. What `get` returns is shared: read it, never write into it.
class ImageCache {
 public:
  /// `augmenting` chooses the interpolation, as in `resized`.
  ImageCache(const Dataset& dataset, int img_px, bool augmenting)
      : dataset_(&dataset),
        img_px_(img_px),
        augmenting_(augmenting),
        images_(static_cast<std::size_t>(dataset.size())) {}

  /// Image `index` with its longest side at img_px, BGR [h,w,3]. Any thread.
  cv::Mat get(int index);

  /// Memory that the whole split will take, exactly.
  static std::uint64_t bytes_needed(const Dataset& dataset, int img_px);

 private:
  const Dataset* dataset_;
  int img_px_;
  bool augmenting_;
  std::vector<cv::Mat> images_;
  std::array<std::mutex, 64> shards_;  // image i is guarded by i % 64
};

/// What `Cache::automatic` means for a split: ram where its resized images take no more than an eighth of `free_bytes`,
/// so that each file is decoded once in a training and not four times an epoch by mosaics; none for more, and for data
/// that is no files. Other values mean themselves.
Cache chosen_cache(Cache asked, const Dataset& dataset, int img_px, std::uint64_t free_bytes);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/data/image_cache.ipp>
#endif
