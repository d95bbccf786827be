// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Tests of data/image_cache.hpp.
#include "fixture.hpp"

#include <ctyolo/data/image_cache.hpp>
#include <ctyolo/data/image_codec.hpp>
#include <ctyolo/data/letterbox.hpp>

#include <thread>

using namespace ctyolo;
using namespace ctyolo::test;

TEST_CASE("data/image_cache: images as read and resized, once, from any thread") {
  const TemporaryFolder f;
  painted_dataset(f, 8);
  const Dataset d({f / "images"}, {.classes = 6});
  ImageCache cache(d, 64, false);
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t) {
      threads.emplace_back([&, t] {
        for (int i = 0; i < 32; ++i) cache.get((i + t) % 8);
      });
    }
  }
  std::uint64_t bytes = 0;
  for (int i = 0; i < d.size(); ++i) {
    const cv::Mat image = cache.get(i);
    CHECK(cv::norm(image, resized(read_image(d[i]), 64, false), cv::NORM_INF) == 0);
    CHECK(cache.get(i).data == image.data);
    bytes += image.total() * image.elemSize();
  }
  CHECK(ImageCache::bytes_needed(d, 64) == bytes);
  std::filesystem::remove(d[3].path);
  CHECK_FALSE(cache.get(3).empty());
  ImageCache other(d, 64, false);
  CHECK(contains(error_of([&] { other.get(3); }), "03.png could not be read any more"));
}

TEST_CASE("data/image_cache: kept in memory by itself where that is little of what is free") {
  const TemporaryFolder f;
  painted_dataset(f, 8);
  const Dataset d({f / "images"}, {.classes = 6});
  const std::uint64_t bytes = ImageCache::bytes_needed(d, 64);
  CHECK(chosen_cache(Cache::automatic, d, 64, 8 * bytes) == Cache::ram);
  CHECK(chosen_cache(Cache::automatic, d, 64, 8 * bytes - 1) == Cache::none);
  CHECK(chosen_cache(Cache::automatic, d, 64, 0) == Cache::none);  // the system does not say
  CHECK(chosen_cache(Cache::automatic, d, 128, 8 * bytes) == Cache::none);
  for (const Cache named : {Cache::none, Cache::ram, Cache::disk}) CHECK(chosen_cache(named, d, 64, 8 * bytes) == named);
}
