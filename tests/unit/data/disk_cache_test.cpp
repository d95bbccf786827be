// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Tests of data/disk_cache.hpp.
#include "fixture.hpp"

#include <ctyolo/data/disk_cache.hpp>
#include <ctyolo/data/image_codec.hpp>
#include <ctyolo/data/letterbox.hpp>

#include <iterator>
#include <thread>

using namespace ctyolo;
using namespace ctyolo::test;

namespace {

std::vector<std::filesystem::path> files_in(const std::string& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) files.push_back(entry.path());
  return files;
}

struct Data {
  TemporaryFolder f;
  Data() { painted_dataset(f, 8); }
  Dataset open() const { return Dataset({f / "images"}, {.classes = 6}); }
};

bool as_read(const Dataset& d, int i, const cv::Mat& image, bool augmenting = false) {
  return cv::norm(image, resized(read_image(d[i]), 64, augmenting), cv::NORM_INF) == 0;
}

}  // namespace

TEST_CASE("data/disk_cache: images as read and resized, from any thread, and none is decoded twice") {
  const Data data;
  const Dataset d = data.open();
  const DiskCache cache(d, 64, false);
  CHECK(cache.folder() == data.f / "labels/train/train.ctyolo-cache");
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t) {
      threads.emplace_back([&, t] {
        for (int i = 0; i < 32; ++i) cache.get((i + t) % 8);
      });
    }
  }
  CHECK(files_in(cache.folder()).size() == 8);  // and nothing half written
  for (int i = 0; i < d.size(); ++i) CHECK(as_read(d, i, cache.get(i)));
  // A file of the same size and time, whose pixels cannot be decoded: the cache does not look at them.
  const auto time = std::filesystem::last_write_time(d[3].path);
  const auto size = std::filesystem::file_size(d[3].path);
  const cv::Mat before = cache.get(3);
  std::ofstream(d[3].path, std::ios::binary) << std::string(size, 'x');
  std::filesystem::last_write_time(d[3].path, time);
  CHECK(cv::norm(cache.get(3), before, cv::NORM_INF) == 0);
}

TEST_CASE("data/disk_cache: a changed image is noticed, and so is one that is gone") {
  const Data data;
  const Dataset d = data.open();
  const DiskCache cache(d, 64, false);
  cache.get(2);
  data.f.image("images/train/02.png", plain(d[2].width_px, d[2].height_px, {1, 2, 3}));
  CHECK(cache.get(2).at<cv::Vec3b>(5, 5) == cv::Vec3b(1, 2, 3));
  CHECK(files_in(cache.folder()).size() == 1);
  std::filesystem::remove(d[2].path);
  CHECK(contains(error_of([&] { cache.get(2); }), "02.png could not be read any more"));
}

TEST_CASE("data/disk_cache: a damaged, cut or longer file is made again") {
  const Data data;
  const Dataset d = data.open();
  const DiskCache cache(d, 64, false);
  cache.get(1);
  const std::filesystem::path file = files_in(cache.folder()).at(0);
  std::ifstream in(file, std::ios::binary);
  const std::string whole((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  std::string flipped = whole;
  flipped[whole.size() / 2] = static_cast<char>(flipped[whole.size() / 2] ^ 1);
  for (const std::string& content : {flipped, whole.substr(0, whole.size() - 1), whole.substr(0, 10), whole + "x", std::string()}) {
    std::ofstream(file, std::ios::binary) << content;
    CHECK(as_read(d, 1, cache.get(1)));
    CHECK(std::filesystem::file_size(file) == whole.size());
  }
}

TEST_CASE("data/disk_cache: sizes and interpolations do not mix, and old halves are cleared away") {
  const Data data;
  const Dataset d = data.open();
  CHECK(as_read(d, 4, DiskCache(d, 64, true).get(4), true));
  CHECK(as_read(d, 4, DiskCache(d, 64, false).get(4), false));
  CHECK(DiskCache(d, 48, false).get(4).cols <= 48);
  const std::string folder = d.cache_folder();
  CHECK(files_in(folder).size() == 3);
  const std::filesystem::path old = std::filesystem::path(folder) / "1-64a.pixels.7.tmp", fresh = std::filesystem::path(folder) / "1-64a.pixels.8.tmp";
  std::ofstream(old) << "half";
  std::ofstream(fresh) << "half";
  std::filesystem::last_write_time(old, std::filesystem::file_time_type::clock::now() - std::chrono::hours(2));
  const DiskCache again(d, 64, false);
  CHECK_FALSE(std::filesystem::exists(old));
  CHECK(std::filesystem::exists(fresh));  // another run may be at it
}

TEST_CASE("data/disk_cache: where nothing can be written, one line says so") {
  const Data data;
  const Dataset d = data.open();
  std::ofstream(d.cache_folder()) << "a file where the folder should be";
  const std::string text = error_of([&] { DiskCache(d, 64, false); });
  CHECK(contains(text, "train.ctyolo-cache"));
  CHECK(contains(text, "cannot be written"));
}
