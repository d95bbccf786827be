// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// One split of a data set, checked once: which images can be used, and their boxes. Tier: data (std, OpenCV).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/data/data_yaml.hpp>
#include <ctyolo/data/dataset_scan.hpp>
#include <ctyolo/data/image_record.hpp>
#include <ctyolo/data/opencv.hpp>
#include <ctyolo/data/summary.hpp>

#include <concepts>
#include <cstddef>
#include <string>
#include <vector>

namespace ctyolo::inline v0 {

struct DatasetOptions {
  std::string split = "train";  ///< name; "train" must have labels
  int classes = 0;              ///< that data.yaml names; a label of another class is an Error
  bool single_class = false;    ///< every box becomes class 0
  bool use_index = true;        ///< read and write `<labels folder>/<split>.ctyolo-index`
  int threads = 0;              ///< that scan; 0: all cores. The result does not depend on it
};

/// The usable images of one split, sorted by path.
///
/// An image that cannot be read, or has a bad label row, is left out with a warning; a class outside data.yaml, no
/// usable image at all, or a train split without a label is an Error.
/// @code
///   const DataYaml data = read_data_yaml("data.yaml");
///   const Dataset train(data, {.split = "train"});
/// @endcode
class Dataset {
 public:
  /// `entries`: folders, .txt lists or images.
  Dataset(const std::vector<std::string>& entries, const DatasetOptions& options);

  /// The split `options.split` of a data.yaml; `options.classes` 0 is taken from its names. (A template, so that a
  /// braced list of entries means the other constructor.)
  template <std::same_as<DataYaml> Data>
  Dataset(const Data& data, const DatasetOptions& options)
      : Dataset(data.entries(options.split), with_classes(options, static_cast<int>(data.names.size()))) {}

  /// Pictures of somebody else's: use dataset_of (data/data_source.hpp). The type behind `source` is known to `reader`.
  using ReadPixels = cv::Mat (*)(const void* source, int i, const ImageRecord& record);
  Dataset(std::vector<ImageRecord> records, const void* source, ReadPixels reader, const DatasetOptions& options);

  /// Pixels of image i as shown, BGR [h,w,3]. Any thread. @throws Error naming the image
  cv::Mat read(int i) const;
  bool of_files() const { return read_ == nullptr; }

  int size() const { return static_cast<int>(records_.size()); }
  const ImageRecord& operator[](int i) const { return records_[static_cast<std::size_t>(i)]; }
  const std::vector<ImageRecord>& records() const { return records_; }
  const DatasetSummary& summary() const { return summary_; }
  /// Where a cache of this split's images belongs: beside its labels and its index.
  const std::string& cache_folder() const { return cache_folder_; }
  int classes() const { return options_.single_class ? 1 : options_.classes; }

 private:
  static DatasetOptions with_classes(DatasetOptions options, int classes) {
    if (options.classes == 0) options.classes = classes;
    return options;
  }
  void collect(std::vector<ScannedImage>&& scans);
  void check_class(const ScannedImage& scan) const;

  DatasetOptions options_;
  const void* source_ = nullptr;
  ReadPixels read_ = nullptr;  // null: pictures are files
  std::vector<ImageRecord> records_;
  DatasetSummary summary_;
  std::string cache_folder_;
};

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/data/dataset.ipp>
#endif
