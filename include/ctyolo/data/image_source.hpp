// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Where augmentation gets its pictures from: any image of a data set, resized, with its boxes. Tier: data (OpenCV).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/data/dataset.hpp>
#include <ctyolo/data/disk_cache.hpp>
#include <ctyolo/data/image_cache.hpp>
#include <ctyolo/data/sample.hpp>

#include <string>

namespace ctyolo::inline v0 {

/// Any thread may load. Either cache may be null.
class ImageSource {
 public:
  ImageSource(const Dataset& dataset, int img_px, bool augmenting, ImageCache* cache, const DiskCache* disk = nullptr)
      : dataset_(&dataset), cache_(cache), disk_(disk), img_px_(img_px), augmenting_(augmenting) {}

  int images() const { return dataset_->size(); }
  int img_px() const { return img_px_; }
  bool augmenting() const { return augmenting_; }
  const std::string& path(int index) const { return (*dataset_)[index].path; }

  /// Image `index`, its longest side at img_px, not yet fitted into the network input.
  Sample load(int index) const;

 private:
  const Dataset* dataset_;
  ImageCache* cache_;
  const DiskCache* disk_;
  int img_px_;
  bool augmenting_;
};

/// Puts a sample that is not fitted yet into a frame, with grey borders; one that is stays as it is.
void fit_sample(Sample& sample, int width_px, int height_px, bool scale_up);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/data/image_source.ipp>
#endif
