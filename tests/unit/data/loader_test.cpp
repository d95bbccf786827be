// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Tests of data/loader.hpp.
#include "fixture.hpp"

#include <ctyolo/data/augment/yolov5.hpp>
#include <ctyolo/data/loader.hpp>
#include <ctyolo/data/sampling/rect_batches.hpp>
#include <ctyolo/data/sampling/shuffled.hpp>

using namespace ctyolo;
using namespace ctyolo::test;

namespace {

bool same(const Batch& a, const Batch& b) {
  if (a.origins.size() != b.origins.size()) return false;
  for (std::size_t i = 0; i < a.origins.size(); ++i) {
    const ImageOrigin &x = a.origins[i], &y = b.origins[i];
    if (x.index != y.index || x.width_px != y.width_px || x.gain_x != y.gain_x || x.pad_x != y.pad_x ||
        x.pad_y != y.pad_y)
      return false;
  }
  return a.images == b.images && a.count == b.count && a.height == b.height && a.width == b.width &&
         a.targets == b.targets && a.number == b.number;
}

template <class AnyLoader>
std::vector<Batch> epoch_of(AnyLoader& loader, int epoch, std::int64_t first = 0) {
  std::vector<Batch> batches;
  Batch batch;
  loader.start(epoch, first);
  while (loader.next(batch)) batches.push_back(batch);
  return batches;
}

bool same(const std::vector<Batch>& a, const std::vector<Batch>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!same(a[i], b[i])) return false;
  }
  return true;
}

Hyp strong() {
  Hyp hyp;
  hyp.degrees = 10;
  hyp.mixup = 0.3;
  hyp.flipud = 0.2;
  return hyp;
}

struct Data {
  explicit Data(int count = 22) { painted_dataset(folder, count); }
  TemporaryFolder folder;
  Dataset open() const { return Dataset({folder / "images"}, {.classes = 6}); }
};

}  // namespace

TEST_CASE("data/loader: what is in a batch") {
  const TemporaryFolder f;
  cv::Mat picture = plain(64, 32, {10, 20, 30});
  f.image("images/a.png", picture);
  f.image("images/b.png", plain(64, 64, {1, 2, 3}));
  f.write("labels/a.txt", "2 .5 .5 .5 .5\n");
  const Dataset d({f / "images"}, {.classes = 3});
  Loader<NoAugment, InOrder> loader(d, {.batch = 16, .img_px = 64});
  CHECK(loader.batches() == 1);
  CHECK(loader.options().batch == 2);  // no larger than the data set
  Batch b;
  CHECK_FALSE(loader.next(b));  // not started
  loader.start(0);
  REQUIRE(loader.next(b));
  CHECK(b.count == 2);
  CHECK(b.height == 64);
  CHECK(b.width == 64);
  CHECK(b.images.size() == 2 * 3 * 64 * 64);
  const std::size_t plane = 64 * 64, middle = 32 * 64 + 32;
  CHECK(b.images[middle] == 30);  // R first
  CHECK(b.images[plane + middle] == 20);
  CHECK(b.images[2 * plane + middle] == 10);
  CHECK(b.images[0] == 114);  // border above
  CHECK(b.images[3 * plane] == 3);
  REQUIRE(b.targets.size() == 1);
  CHECK(b.targets[0].cls == 2);
  CHECK(b.targets[0].x == doctest::Approx(0.5));
  CHECK(b.targets[0].h == doctest::Approx(0.25));
  CHECK(b.origins[0].pad_y == 16);
  CHECK(b.origins[1].index == 1);
  CHECK_FALSE(loader.next(b));
}

TEST_CASE("data/loader: identical batches for any number of workers, cached or not") {
  const Data data;
  const Dataset d = data.open();
  const auto options = [&](int workers, Cache cache) {
    return LoaderOptions{.batch = 4,
                         .img_px = 96,
                         .workers = workers,
                         .seed = 5,
                         .hyp = strong(),
                         .augmenting = true,
                         .cache = cache};
  };
  Loader<Yolov5Augment, Shuffled> reference(d, options(0, Cache::none));
  CHECK(reference.batches() == 6);
  const std::vector<std::vector<Batch>> expected = {epoch_of(reference, 0), epoch_of(reference, 1)};
  REQUIRE(expected[0].size() == 6);
  CHECK(expected[0].back().count == 2);
  CHECK_FALSE(same(expected[0], expected[1]));
  for (const int workers : {0, 1, 2, 4}) {
    for (const Cache cache : {Cache::none, Cache::ram, Cache::disk, Cache::automatic}) {
      CAPTURE(workers);
      CAPTURE(static_cast<int>(cache));
      Loader<Yolov5Augment, Shuffled> loader(d, options(workers, cache));
      CHECK(same(epoch_of(loader, 0), expected[0]));
      CHECK(same(epoch_of(loader, 1), expected[1]));
      CHECK(same(epoch_of(loader, 0), expected[0]));  // from the cache, if there is one: nothing wrote into it
    }
  }
}

TEST_CASE("data/loader: starting in the middle of an epoch gives the rest of it") {
  const Data data;
  const Dataset d = data.open();
  for (const int workers : {0, 2}) {
    Loader<Yolov5Augment, Shuffled> loader(
        d, {.batch = 4, .img_px = 64, .workers = workers, .hyp = strong(), .augmenting = true});
    const std::vector<Batch> whole = epoch_of(loader, 3);
    for (std::int64_t first = 0; first <= 6; ++first) {
      CHECK(same(epoch_of(loader, 3, first), std::vector<Batch>(whole.begin() + first, whole.end())));
    }
    CHECK(epoch_of(loader, 3, 99).empty());
  }
}

TEST_CASE("data/loader: an epoch can be left at any moment") {
  const Data data;
  const Dataset d = data.open();
  Batch batch;
  for (const int workers : {0, 1, 3}) {
    Loader<Yolov5Augment, Shuffled> loader(d, {.batch = 4, .img_px = 64, .workers = workers, .augmenting = true});
    const std::vector<Batch> whole = epoch_of(loader, 0);
    for (int taken = 0; taken < 4; ++taken) {
      loader.start(1);
      for (int i = 0; i < taken; ++i) REQUIRE(loader.next(batch));
      CHECK(same(epoch_of(loader, 0), whole));
    }
    loader.start(2);  // and destroyed while workers are busy
  }
  for (int i = 0; i < 20; ++i) Loader<NoAugment, InOrder> never_started(d, {.batch = 4, .img_px = 64, .workers = 2});
}

TEST_CASE("data/loader: rectangular batches, in validation and in training") {
  const Data data;
  const Dataset d = data.open();
  for (const int workers : {0, 2}) {
    Loader<NoAugment, RectBatches<0.5>> val(d, {.batch = 5, .img_px = 96, .stride_px = 32, .workers = workers});
    bool not_square = false;
    for (const Batch& b : epoch_of(val, 0)) {
      CHECK(b.height % 32 == 0);
      CHECK(b.width % 32 == 0);
      CHECK(b.images.size() == static_cast<std::size_t>(b.count * 3 * b.height * b.width));
      CHECK(b.targets.size() == static_cast<std::size_t>(b.count));
      not_square = not_square || b.height != b.width;
      for (const Target& t : b.targets) {  // boxes lead back to the native picture
        const ImageOrigin& o = b.origins[static_cast<std::size_t>(t.image)];
        const Target& native = d[o.index].labels.at(0);
        CHECK((t.x * static_cast<float>(b.width) - static_cast<float>(o.pad_x)) / static_cast<float>(o.gain_x) ==
              doctest::Approx(native.x * static_cast<float>(o.width_px)).epsilon(0.01));
      }
    }
    CHECK(not_square);
    Loader<Yolov5Augment, RectBatches<0.0>> train(
        d, {.batch = 5, .img_px = 96, .workers = workers, .hyp = strong(), .augmenting = true});
    CHECK(epoch_of(train, 0).size() == 5);
  }
}

TEST_CASE("data/loader: an image that vanishes during training is named") {
  const Data data;
  const Dataset d = data.open();
  std::filesystem::remove(d[7].path);
  for (const int workers : {0, 1, 4}) {
    Loader<NoAugment, InOrder> loader(d, {.batch = 4, .img_px = 64, .workers = workers});
    Batch b;
    loader.start(0);
    CHECK(loader.next(b));
    CHECK(contains(error_of([&] { loader.next(b); }),
                   "07.png could not be read any more: it was there when the data set was indexed"));
    CHECK_FALSE(loader.next(b));
    CHECK(epoch_of(loader, 0, 2).size() == 4);  // the rest can still be had
  }
}

TEST_CASE("data/loader: buffers go round instead of being allocated") {
  const Data data;
  const Dataset d = data.open();
  Loader<NoAugment, RectBatches<0.5>> loader(d, {.batch = 4, .img_px = 96, .workers = 1, .ring = 2});
  Batch b;
  std::vector<const std::uint8_t*> seen;
  for (int epoch = 0; epoch < 5; ++epoch) {
    for (loader.start(epoch); loader.next(b);) {
      if (epoch >= 2 && std::find(seen.begin(), seen.end(), b.images.data()) == seen.end())
        seen.push_back(b.images.data());
    }
  }
  CHECK(seen.size() <= 3);
}

TEST_CASE("data/loader: options that make no sense") {
  const Data data(3);
  const Dataset d = data.open();
  using L = Loader<NoAugment, InOrder>;
  CHECK(contains(error_of([&] { L(d, {.batch = 0}); }), "loader: batch is 0, it must be at least 1"));
  CHECK(contains(error_of([&] { L(d, {.img_px = 0}); }), "img_px is 0"));
  CHECK(contains(error_of([&] { L(d, {.workers = -1}); }), "workers is -1, it must be at least 0"));
  CHECK(contains(error_of([&] { L(d, {.ring = 0}); }), "ring is 0"));
}

TEST_CASE("data/loader: real pictures, boxes where things are") {
  if (shared_data().empty()) {
    MESSAGE("skipped: CTYOLO_SHARED_DATA is not set");
    return;
  }
  const Dataset d(read_data_yaml(shared_data() + "/bccd/data.yaml"), {.split = "val", .use_index = false});
  Loader<Yolov5Augment, Shuffled> loader(d, {.batch = 16, .img_px = 160, .workers = 2, .augmenting = true});
  int images = 0, boxes = 0;
  for (const Batch& b : epoch_of(loader, 0)) {
    images += b.count;
    boxes += static_cast<int>(b.targets.size());
    for (const Target& t : b.targets) CHECK((t.x >= t.w / 2 - 1e-4f && t.x + t.w / 2 <= 1.0001f && t.w > 0 && t.h > 0));
  }
  CHECK(images == 87);
  CHECK(boxes > 1000);
}
