// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of data/dataset.hpp.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/data/dataset.hpp>
#include <ctyolo/data/dataset_index.hpp>
#include <ctyolo/data/image_codec.hpp>
#include <ctyolo/data/image_list.hpp>
#include <ctyolo/data/labels.hpp>

#include <algorithm>
#include <atomic>
#include <exception>
#include <filesystem>
#include <mutex>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <utility>

namespace ctyolo::inline v0 {

namespace detail {

/// Calls `body(i)` for i in [0, count) from several threads; the first exception comes out here.
template <class Body>
void for_each_image(std::size_t count, int threads, const Body& body) {
  constexpr std::size_t worth_threads = 64, piece = 16;
  const auto cores =
      static_cast<std::size_t>(threads > 0 ? threads : static_cast<int>(std::thread::hardware_concurrency()));
  const std::size_t workers = count > worth_threads ? std::clamp<std::size_t>(cores, 1, count / piece) : 1;
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  std::exception_ptr first;
  const auto work = [&] {
    for (std::size_t from = next.fetch_add(piece); from < count; from = next.fetch_add(piece)) {
      try {
        for (std::size_t i = from; i < std::min(from + piece, count); ++i) body(i);
      } catch (...) {
        const std::lock_guard lock(mutex);
        if (!first) first = std::current_exception();
      }
    }
  };
  {
    std::vector<std::jthread> helpers;
    for (std::size_t w = 1; w < workers; ++w) helpers.emplace_back(work);
    work();
  }
  if (first) std::rethrow_exception(first);
}

inline std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

}  // namespace detail

CTYOLO_INLINE Dataset::Dataset(const std::vector<std::string>& entries, const DatasetOptions& options)
    : options_(options) {
  summary_.split = options.split;
  summary_.path = detail::joined(entries);
  if (entries.empty()) fail("data.yaml has no entry '", options.split, "'");
  const std::vector<std::string> paths = list_images(entries);
  if (paths.empty()) fail(options.split, ": no image in ", summary_.path, " (looked for ", image_formats, ")");
  const std::filesystem::path labels_folder = std::filesystem::path(label_path(paths[0])).parent_path();
  const std::string index_file = (labels_folder / (options.split + ".ctyolo-index")).string();
  cache_folder_ = (labels_folder / (options.split + ".ctyolo-cache")).string();

  std::vector<ScannedImage> known;
  if (options.use_index) known = load_index(index_file);
  std::unordered_map<std::string_view, const ScannedImage*> known_by_path;
  for (const ScannedImage& scan : known) known_by_path.emplace(scan.record.path, &scan);

  std::vector<ScannedImage> scans(paths.size());
  std::atomic<std::size_t> reused{0};
  detail::for_each_image(paths.size(), options.threads, [&](std::size_t i) {
    const FileStamp image = stamp_of(paths[i]), label = stamp_of(label_path(paths[i]));
    const auto found = known_by_path.find(paths[i]);
    if (found != known_by_path.end() && found->second->image == image && found->second->label == label) {
      scans[i] = *found->second;
      ++reused;
    } else {
      scans[i] = scan_image(paths[i], image, label);
    }
  });
  summary_.from_index = reused == paths.size();
  if (options.use_index && (!summary_.from_index || known.size() != paths.size())) save_index(index_file, scans);
  collect(std::move(scans));
}

CTYOLO_INLINE Dataset::Dataset(std::vector<ImageRecord> records, const void* source, ReadPixels reader, const DatasetOptions& options)
    : options_(options), source_(source), read_(reader), records_(std::move(records)) {
  summary_.split = options.split;
  summary_.path = "data source";
  if (records_.empty()) fail(options.split, ": the data source has no image");
  for (ImageRecord& record : records_) {
    const std::string where = options.split + ": " + record.path + ": ";
    if (record.width_px < 1 || record.height_px < 1)
      fail(where, record.width_px, " x ", record.height_px, " px is no size of a picture");
    for (Target& t : record.labels) {
      if (!options.single_class && (t.cls < 0 || t.cls >= options.classes))
        fail(where, "class ", t.cls, ", but the data source names ", options.classes, " (0..", options.classes - 1, ")");
      for (const float part : {t.x, t.y, t.w, t.h})
        if (!(part >= 0 && part <= 1)) fail(where, part, " in a box is outside 0..1; boxes are fractions of the image, not pixels");
      t.image = 0;
      if (options.single_class) t.cls = 0;
    }
    ++summary_.images;
    ++(record.labels.empty() ? summary_.empty : summary_.labelled);
    summary_.instances += static_cast<int>(record.labels.size());
  }
  if (options.split == "train" && summary_.instances == 0)
    fail("train: none of the ", summary_.images, " images of the data source has a label");
}

CTYOLO_INLINE cv::Mat Dataset::read(int i) const {
  const ImageRecord& record = (*this)[i];
  if (of_files()) return read_image(record);
  cv::Mat image = read_(source_, i, record);
  if (image.cols != record.width_px || image.rows != record.height_px)
    fail(record.path, ": the data source gives ", image.cols, " x ", image.rows, " px, but said ",
         record.width_px, " x ", record.height_px, " px before");
  return image;
}

CTYOLO_INLINE void Dataset::check_class(const ScannedImage& scan) const {
  const auto bad = std::find_if(scan.record.labels.begin(), scan.record.labels.end(),
                                [&](const Target& t) { return t.cls >= options_.classes; });
  if (bad == scan.record.labels.end()) return;
  const std::string file = label_path(scan.record.path);
  const LabelFile labels = read_labels(file);  // again, for the line: the index does not keep it
  const auto row = std::find(labels.rows.begin(), labels.rows.end(), *bad);
  const std::string line =
      row == labels.rows.end()
          ? ""
          : ":" + std::to_string(labels.lines[static_cast<std::size_t>(row - labels.rows.begin())]);
  fail(file, line, ": class ", bad->cls, ", but data.yaml names ", options_.classes,
       options_.classes == 1 ? " class" : " classes", " (0..", options_.classes - 1, ")");
}

CTYOLO_INLINE void Dataset::collect(std::vector<ScannedImage>&& scans) {
  const std::string first = scans.front().record.path;
  for (ScannedImage& scan : scans) {
    summary_.warnings.insert(summary_.warnings.end(), scan.warnings.begin(), scan.warnings.end());
    if (scan.corrupt) {
      ++summary_.corrupt;
      continue;
    }
    if (options_.single_class) {
      for (Target& t : scan.record.labels) t.cls = 0;
    } else {
      check_class(scan);
    }
    ++summary_.images;
    if (!scan.record.labels.empty()) {
      ++summary_.labelled;
    } else if (scan.missing()) {
      ++summary_.missing;
    } else {
      ++summary_.empty;
    }
    summary_.instances += static_cast<int>(scan.record.labels.size());
    records_.push_back(std::move(scan.record));
  }
  if (records_.empty()) {
    fail(options_.split, ": none of the ", scans.size(), " images in ", summary_.path,
         " can be used; the first: ", summary_.warnings.front());
  }
  if (options_.split == "train" && summary_.instances == 0) {
    fail(options_.split, ": no labels for the ", summary_.images, " images in ", summary_.path, "; for ", first,
         " they are looked for in ", label_path(first));
  }
}

}  // namespace ctyolo::inline v0
