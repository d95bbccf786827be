// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Data sources: pictures and boxes that come from elsewhere than files. Tier: data (OpenCV).
//
// # Data sources
// What `Trainer::fit(options, train, val)` takes instead of a data.yaml. No slot: a source is a value, handed to fit.
// | member                                             | says                                                               |
// | int size() const                                   | how many pictures                                                  |
// | std::vector<std::string> class_names() const       | class c is called class_names()[c]                                 |
// | SourceItem item(int i) const                       | size and boxes of picture i, without its pixels; asked once        |
// | ImageView or OwnedImage image(int i) const         | its pixels; asked every epoch, by several threads at once          |
// | std::string name(int i) const (optional)           | what errors and pictures call it; else "image 7"                   |
// A source must outlive the training, and give the same pictures every time: repeatability rests on it. What a view points
// to must stay valid while the source lives. The cost of a call a picture is that of a function pointer: the loader is
// compiled once, whatever sources a program has.
#pragma once

#include <ctyolo/core/box.hpp>
#include <ctyolo/core/config.hpp>
#include <ctyolo/data/dataset.hpp>
#include <ctyolo/data/image_view.hpp>
#include <ctyolo/data/opencv.hpp>

#include <concepts>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace ctyolo::inline v0 {

/// What is known of a picture before its pixels are read.
struct SourceItem {
  int width_px = 0, height_px = 0;
  std::vector<Target> labels = {};  ///< xywh_n: class, centre and size as fractions of the picture; image = 0
};

template <class S>
concept DataSource = requires(const S& source, int i) {
  { source.size() } -> std::convertible_to<int>;
  { source.class_names() } -> std::convertible_to<std::vector<std::string>>;
  { source.item(i) } -> std::convertible_to<SourceItem>;
  requires std::same_as<std::remove_cvref_t<decltype(source.image(i))>, ImageView> ||
               std::same_as<std::remove_cvref_t<decltype(source.image(i))>, OwnedImage>;
};

/// BGR pixels with their own memory. @throws Error naming `what`
cv::Mat bgr_copy(const ImageView& view, const std::string& what);

namespace detail {

template <DataSource S>
std::string source_name(const S& source, int i) {
  if constexpr (requires { { source.name(i) } -> std::convertible_to<std::string>; }) return source.name(i);
  else return "image " + std::to_string(i);
}

/// How a Dataset gets at the pixels of a source of type S. @param record  its path is the picture's name
template <DataSource S>
cv::Mat read_from_source(const void* source, int i, const ImageRecord& record) {
  const auto& image = static_cast<const S*>(source)->image(i);
  if constexpr (std::same_as<std::remove_cvref_t<decltype(image)>, OwnedImage>) return bgr_copy(image.view(), record.path);
  else return bgr_copy(image, record.path);
}

}  // namespace detail

/// The data set of a source, which must outlive it. @throws Error as for files: a class without a name, a box outside, no image
template <DataSource S>
Dataset dataset_of(const S& source, const DatasetOptions& options) {
  std::vector<ImageRecord> records;
  for (int i = 0; i < static_cast<int>(source.size()); ++i) {
    SourceItem item = source.item(i);
    records.push_back({.path = detail::source_name(source, i), .width_px = item.width_px, .height_px = item.height_px,
                       .labels = std::move(item.labels)});
  }
  DatasetOptions with_classes = options;
  if (with_classes.classes == 0) with_classes.classes = static_cast<int>(std::vector<std::string>(source.class_names()).size());
  return Dataset(std::move(records), &source, &detail::read_from_source<S>, with_classes);
}

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/data/data_source.ipp>
#endif
