// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Pictures from a program's memory instead of files.
#include "test.hpp"
#include "temporary_folder.hpp"

#include <ctyolo/data/data_source.hpp>
#include <ctyolo/data/disk_cache.hpp>
#include <ctyolo/data/image_source.hpp>
#include <ctyolo/data/sampling/in_order.hpp>
#include <ctyolo/data/loader.hpp>

#include <algorithm>

using namespace ctyolo;

namespace {

/// `count` pictures of 40 x 20, of one colour each, one box each.
struct Plain {
  int count = 3;
  std::vector<std::uint8_t> pixels = std::vector<std::uint8_t>(3 * 64 * 20, 200);  // rows of 64 px
  std::vector<Target> labels{{.cls = 1, .x = 0.5f, .y = 0.5f, .w = 0.5f, .h = 0.5f}};
  int width_px = 40;

  int size() const { return count; }
  std::vector<std::string> class_names() const { return {"a", "b"}; }
  SourceItem item(int) const { return {width_px, 20, labels}; }
  ImageView image(int) const { return {.pixels = pixels.data(), .width_px = 40, .height_px = 20, .row_bytes = 3 * 64}; }
};

/// Made when they are asked for: red 10, green 20, blue 30.
struct Made {
  int size() const { return 2; }
  std::vector<std::string> class_names() const { return {"a"}; }
  SourceItem item(int) const { return {8, 4, {{.x = 0.5f, .y = 0.5f, .w = 1, .h = 1}}}; }
  OwnedImage image(int i) const {
    OwnedImage made{std::vector<std::uint8_t>(3 * 8 * 4), 8, 4};
    for (std::size_t p = 0; p < made.pixels.size(); ++p) made.pixels[p] = static_cast<std::uint8_t>(10 + 10 * (p % 3) + static_cast<std::size_t>(i));
    return made;
  }
  std::string name(int i) const { return "frame " + std::to_string(i); }
};
static_assert(DataSource<Plain> && DataSource<Made>);
static_assert(!DataSource<int>);

}  // namespace

TEST_CASE("data/data_source: pixels arrive as BGR, whatever their order and row length") {
  const Made made;
  const Dataset data = dataset_of(made, {});
  CHECK(!data.of_files());
  CHECK(data.size() == 2);
  CHECK(data.summary().instances == 2);
  CHECK(data[1].path == "frame 1");
  const cv::Mat image = data.read(1);
  CHECK(image.at<cv::Vec3b>(3, 7) == cv::Vec3b(31, 21, 11));

  Plain plain;
  plain.pixels[64 * 3] = 7;  // first pixel of the second row
  const cv::Mat second = dataset_of(plain, {}).read(0);
  CHECK(second.at<cv::Vec3b>(1, 0) == cv::Vec3b(200, 200, 7));
  const cv::Mat bgr = bgr_copy({.pixels = plain.pixels.data(), .width_px = 40, .height_px = 20, .row_bytes = 3 * 64, .order = PixelOrder::bgr}, "x");
  CHECK(bgr.at<cv::Vec3b>(1, 0) == cv::Vec3b(7, 200, 200));
}

TEST_CASE("data/data_source: the loader and the cache in memory work as with files") {
  const Made made;
  const Dataset data = dataset_of(made, {});
  for (const Cache cache : {Cache::none, Cache::ram}) {
    Loader<NoAugment, InOrder> loader(data, {.batch = 2, .img_px = 8, .stride_px = 8, .workers = 1, .cache = cache});
    Batch batch;
    for (int epoch = 0; epoch < 2; ++epoch) {
      loader.start(epoch);
      REQUIRE(loader.next(batch));
      CHECK(batch.count == 2);
      CHECK(batch.targets.size() == 2);
      CHECK(batch.images[8 * 4] == 10);        // red plane, in the middle
      CHECK(batch.images[8 * 8 + 8 * 4] == 20);
      CHECK(batch.images[0] == 114);           // border
    }
  }
  CHECK(test::contains(test::error_of([&] { DiskCache(data, 8, true); }), "cache = disk"));
}

TEST_CASE("data/data_source: what cannot be used is one line with the picture's name") {
  const auto error = [](const Plain& source, DatasetOptions options = {}) { return test::error_of([&] { dataset_of(source, options); }); };
  CHECK(error({}) == "");
  CHECK(test::contains(error({.count = 0}), "no image"));
  CHECK(test::contains(error({.labels = {{.cls = 2}}}), "train: image 0: class 2, but the data source names 2"));
  CHECK(error({.labels = {{.cls = 2}}}, {.single_class = true}) == "");
  CHECK(test::contains(error({.labels = {{.x = 20, .y = 5}}}), "not pixels"));
  CHECK(test::contains(error({.labels = {}}), "none of the 3 images"));
  CHECK(error({.labels = {}}, {.split = "val"}) == "");
  CHECK(test::contains(error({.width_px = 0}), "0 x 20 px is no size"));
  const Plain wrong{.width_px = 41};
  const Dataset data = dataset_of(wrong, {});
  CHECK(test::contains(test::error_of([&] { data.read(2); }), "image 2: the data source gives 40 x 20 px, but said 41 x 20"));
}

TEST_CASE("data/image_view: a view that cannot be one is refused") {
  const std::uint8_t byte = 0;
  const auto error = [](const ImageView& view) { return test::error_of([&] { check(view, "it"); }); };
  CHECK(test::contains(error({.width_px = 1, .height_px = 1}), "null pointer"));
  CHECK(test::contains(error({.pixels = &byte, .width_px = 0, .height_px = 1}), "0 x 1 px"));
  CHECK(test::contains(error({.pixels = &byte, .width_px = 5, .height_px = 1, .row_bytes = 14}), "at least 15 bytes"));
  CHECK(error({.pixels = &byte, .width_px = 1, .height_px = 1}) == "");
  CHECK(test::contains(test::error_of([] { OwnedImage{{1, 2}, 1, 1}.view(); }), "has 3 bytes, not 2"));
}
