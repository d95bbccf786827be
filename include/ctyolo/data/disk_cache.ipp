// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of data/disk_cache.hpp.
//
// A file: `ctyolo-pixels 1 size mtime width height hash path`, a line break, then the rows of BGR bytes.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/data/dataset_scan.hpp>
#include <ctyolo/data/disk_cache.hpp>
#include <ctyolo/data/image_cache.hpp>
#include <ctyolo/data/image_codec.hpp>
#include <ctyolo/data/letterbox.hpp>

#include <chrono>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <random>
#include <system_error>

namespace ctyolo::inline v0 {

namespace detail {

/// Notices damage, no more. Four chains of words of 8 bytes: as fast as the bytes come.
inline std::uint64_t pixel_hash(const std::uint8_t* bytes, std::size_t count) {
  constexpr std::uint64_t prime = 0x9E3779B97F4A7C15u;
  std::uint64_t lanes[4] = {1, 2, 3, 4};
  const auto add = [&](std::uint64_t& lane, std::uint64_t word) {
    lane = (lane ^ word) * prime;
    lane ^= lane >> 29;
  };
  std::size_t i = 0;
  for (; i + 32 <= count; i += 32) {
    std::uint64_t words[4];
    std::memcpy(words, bytes + i, 32);
    for (int k = 0; k < 4; ++k) add(lanes[k], words[k]);
  }
  for (; i < count; ++i) add(lanes[i % 4], bytes[i]);
  for (int k = 1; k < 4; ++k) add(lanes[0], lanes[k]);
  add(lanes[0], count);
  return lanes[0];
}

inline std::string pixel_line(const ImageRecord& image, const FileStamp& stamp, cv::Size size, std::uint64_t hash) {
  std::string line = "ctyolo-pixels 1";
  for (const std::int64_t n : {stamp.size, stamp.mtime_ns, std::int64_t{size.width}, std::int64_t{size.height}}) line += " " + std::to_string(n);
  return line + " " + std::to_string(hash) + " " + image.path + "\n";
}

/// The pixels of a file; empty when there is none, or it is of another image, or damaged.
inline cv::Mat read_pixels(const std::string& file, const ImageRecord& image, const FileStamp& stamp, cv::Size size) {
  std::ifstream in(file, std::ios::binary);
  std::string line;
  if (!in || !std::getline(in, line)) return {};
  cv::Mat pixels(size, CV_8UC3);
  const std::size_t bytes = pixels.total() * pixels.elemSize();
  if (!in.read(reinterpret_cast<char*>(pixels.data), static_cast<std::streamsize>(bytes)) || in.peek() != std::ifstream::traits_type::eof()) return {};
  if (line + "\n" != pixel_line(image, stamp, size, pixel_hash(pixels.data, bytes))) return {};
  return pixels;
}

inline void write_pixels(const std::string& file, const cv::Mat& pixels, const std::string& line) {
  const std::string temporary = file + "." + std::to_string(std::random_device{}()) + ".tmp";
  std::error_code error;
  {
    std::ofstream out(temporary, std::ios::binary);
    out << line;
    out.write(reinterpret_cast<const char*>(pixels.data), static_cast<std::streamsize>(pixels.total() * pixels.elemSize()));
    out.close();
    if (!out) error = std::make_error_code(std::errc::io_error);
  }
  if (!error) std::filesystem::rename(temporary, file, error);
  if (error) std::filesystem::remove(temporary, error);
}

/// Bytes of the files of that name's ending; removes what a crash left behind an hour ago or earlier.
inline std::uint64_t tidy_cache(const std::string& folder, const std::string& ending) {
  std::uint64_t bytes = 0;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (name.ends_with(ending)) bytes += entry.file_size(ignored);
    if (name.ends_with(".tmp") && entry.last_write_time(ignored) < std::filesystem::file_time_type::clock::now() - std::chrono::hours(1))
      std::filesystem::remove(entry.path(), ignored);
  }
  return bytes;
}

}  // namespace detail

CTYOLO_INLINE DiskCache::DiskCache(const Dataset& dataset, int img_px, bool augmenting)
    : dataset_(&dataset), img_px_(img_px), augmenting_(augmenting), folder_(dataset.cache_folder()) {
  if (!dataset.of_files()) fail("cache = disk keeps images of files beside their labels; with an own data source use cache = ram, or none");
  std::error_code error;
  std::filesystem::create_directories(folder_, error);
  const std::string probe = (std::filesystem::path(folder_) / ("probe." + std::to_string(std::random_device{}()) + ".tmp")).string();
  if (!std::ofstream(probe)) fail(folder_, ": the cache of images cannot be written there; train without cache = disk, or with cache = ram");
  std::filesystem::remove(probe, error);
  const std::string name = file_of(dataset[0]);
  const std::uint64_t kept = detail::tidy_cache(folder_, name.substr(name.rfind('-')));
  const std::uint64_t needed = ImageCache::bytes_needed(dataset, img_px);
  const auto room = std::filesystem::space(folder_, error);
  if (!error && needed > kept && room.available < needed - kept)
    fail(folder_, ": the cache of images needs ", (needed - kept) >> 20, " MB more, but the disk has ", room.available >> 20,
         " MB; make room, or train without cache = disk");
}

CTYOLO_INLINE std::string DiskCache::file_of(const ImageRecord& image) const {
  const std::uint64_t hash = detail::pixel_hash(reinterpret_cast<const std::uint8_t*>(image.path.data()), image.path.size());
  const std::string name = std::to_string(hash) + "-" + std::to_string(img_px_) + (augmenting_ ? "a" : "v") + ".pixels";
  return (std::filesystem::path(folder_) / name).string();
}

CTYOLO_INLINE cv::Mat DiskCache::get(int index) const {
  const ImageRecord& image = (*dataset_)[index];
  const std::string file = file_of(image);
  const FileStamp stamp = stamp_of(image.path);  // before it is read
  if (cv::Mat kept = detail::read_pixels(file, image, stamp, resized_size({image.width_px, image.height_px}, img_px_)); !kept.empty()) return kept;
  cv::Mat made = resized(read_image(image), img_px_, augmenting_);
  if (!made.isContinuous()) made = made.clone();
  const std::uint64_t hash = detail::pixel_hash(made.data, made.total() * made.elemSize());
  detail::write_pixels(file, made, detail::pixel_line(image, stamp, made.size(), hash));
  return made;
}

}  // namespace ctyolo::inline v0
