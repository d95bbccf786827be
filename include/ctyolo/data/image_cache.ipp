// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of data/image_cache.hpp.
#pragma once

#include <ctyolo/data/image_cache.hpp>
#include <ctyolo/data/letterbox.hpp>

namespace ctyolo::inline v0 {

CTYOLO_INLINE cv::Mat ImageCache::get(int index) {
  const auto at = static_cast<std::size_t>(index);
  std::mutex& shard = shards_[at % shards_.size()];
  {
    const std::lock_guard lock(shard);
    if (!images_[at].empty()) return images_[at];
  }
  // Decoded outside the lock: two threads may do the same work once, but nobody waits for another's decoder.
  const cv::Mat image = resized(dataset_->read(index), img_px_, augmenting_);
  const std::lock_guard lock(shard);
  if (images_[at].empty()) images_[at] = image;
  return images_[at];
}

CTYOLO_INLINE std::uint64_t ImageCache::bytes_needed(const Dataset& dataset, int img_px) {
  std::uint64_t bytes = 0;
  for (const ImageRecord& record : dataset.records()) {
    const cv::Size size = resized_size({record.width_px, record.height_px}, img_px);
    bytes += std::uint64_t{3} * static_cast<std::uint64_t>(size.width) * static_cast<std::uint64_t>(size.height);
  }
  return bytes;
}

CTYOLO_INLINE Cache chosen_cache(Cache asked, const Dataset& dataset, int img_px, std::uint64_t free_bytes) {
  if (asked != Cache::automatic) return asked;
  return dataset.of_files() && ImageCache::bytes_needed(dataset, img_px) <= free_bytes / 8 ? Cache::ram : Cache::none;
}

}  // namespace ctyolo::inline v0
