// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Tests of data/dataset.hpp.
#include "fixture.hpp"

#include <ctyolo/data/dataset.hpp>

using namespace ctyolo;
using namespace ctyolo::test;

namespace {
Dataset open(const TemporaryFolder& f, DatasetOptions options = {}) {
  if (options.classes == 0) options.classes = 6;
  return Dataset({f / "images"}, options);
}
bool same(const Dataset& a, const Dataset& b) {
  const DatasetSummary &x = a.summary(), &y = b.summary();
  return a.records() == b.records() && x.images == y.images && x.labelled == y.labelled && x.missing == y.missing &&
         x.empty == y.empty && x.corrupt == y.corrupt && x.instances == y.instances && x.warnings == y.warnings &&
         x.path == y.path && x.split == y.split;
}
}  // namespace

TEST_CASE("data/dataset: counts and records") {
  const TemporaryFolder f;
  painted_dataset(f, 4);
  f.image("images/train/90.png", plain(30, 20));                     // missing
  f.image("images/train/91.png", plain(30, 20));
  f.write("labels/train/91.txt", "\n");                              // empty
  f.image("images/train/92.png", plain(30, 20));
  f.write("labels/train/92.txt", "0 .5 .5 .1 .1\n0 2 .5 .1 .1\n");   // bad row: corrupt
  f.image("images/train/93.png", plain(5, 20));                      // too small: corrupt
  f.write("images/train/94.jpg", "");                                // corrupt
  const Dataset d = open(f);
  const DatasetSummary& s = d.summary();
  CHECK(d.size() == 6);
  CHECK(s.images == 6);
  CHECK(s.labelled == 4);
  CHECK(s.missing == 1);
  CHECK(s.empty == 1);
  CHECK(s.corrupt == 3);
  CHECK(s.instances == 4);
  CHECK(s.split == "train");
  CHECK(s.path == f / "images");
  REQUIRE(s.warnings.size() == 3);
  CHECK(contains(s.warnings[0], f / "labels/train/92.txt" + ":2: x 2 is outside 0..1"));
  CHECK(contains(s.warnings[0], "92.png is left out"));
  CHECK(contains(s.warnings[1], "93.png: left out: 5 x 20 px is too small"));
  CHECK(contains(s.warnings[2], "94.jpg: left out: the image file is empty"));
  CHECK(d[1].path == f / "images/train/01.png");
  CHECK(d[1].width_px == 88);
  CHECK(d[1].labels.at(0).cls == 1);
  CHECK(d.classes() == 6);
  CHECK(open(f, {.single_class = true})[1].labels.at(0).cls == 0);
}

TEST_CASE("data/dataset: the index is used while files are unchanged, and notices every change") {
  const TemporaryFolder f;
  painted_dataset(f, 5);
  f.write("labels/train/04.txt", "0 .5 .5 .1 .1\n0 .5 .5 .1 .1\n");
  f.write("images/train/bad.jpg", "x");
  const Dataset fresh = open(f);
  CHECK_FALSE(fresh.summary().from_index);
  CHECK(std::filesystem::exists(f / "labels/train/train.ctyolo-index"));
  const Dataset again = open(f);
  CHECK(again.summary().from_index);
  CHECK(same(fresh, again));
  CHECK(same(fresh, open(f, {.use_index = false})));
  CHECK_FALSE(open(f, {.use_index = false}).summary().from_index);
  SUBCASE("a label file changed") {
    f.write("labels/train/02.txt", "3 .5 .5 .25 .25\n4 .25 .25 .25 .25\n");
    const Dataset changed = open(f);
    CHECK_FALSE(changed.summary().from_index);
    CHECK(changed[2].labels.size() == 2);
    CHECK(open(f).summary().from_index);
  }
  SUBCASE("a label file went away") {
    std::filesystem::remove(f / "labels/train/02.txt");
    CHECK(open(f).summary().missing == 1);
  }
  SUBCASE("an image changed, its size in bytes too") {
    f.image("images/train/02.png", noise(77, 55, 1));
    CHECK(open(f)[2].width_px == 77);
  }
  SUBCASE("only the time changed") {
    std::filesystem::last_write_time(f / "images/train/02.png",
                                     std::filesystem::file_time_type::clock::now() + std::chrono::hours(1));
    CHECK_FALSE(open(f).summary().from_index);
  }
  SUBCASE("an image came, an image went") {
    f.image("images/train/00a.png", plain(30, 30));
    CHECK(open(f).size() == 6);
    std::filesystem::remove(f / "images/train/03.png");
    CHECK(open(f).size() == 5);
    CHECK(open(f).size() == 5);
    CHECK(open(f).summary().from_index);
  }
  SUBCASE("a damaged index is made anew") {
    f.write("labels/train/train.ctyolo-index", "ctyolo-index 1\nrubbish");
    CHECK(same(fresh, open(f)));
    CHECK(open(f).summary().from_index);
  }
  SUBCASE("classes are checked against the data.yaml of now") {
    CHECK(contains(error_of([&] { open(f, {.classes = 3}); }),
                   f / "labels/train/03.txt" + ":1: class 3, but data.yaml names 3 classes (0..2)"));
    CHECK(open(f, {.classes = 3, .single_class = true}).summary().from_index);
  }
}

TEST_CASE("data/dataset: the result does not depend on the threads") {
  const TemporaryFolder f;
  painted_dataset(f, 99);
  f.write("images/train/50.png", "broken");
  f.write("labels/train/70.txt", "0 9 9 9 9\n");
  const Dataset one = open(f, {.use_index = false, .threads = 1});
  CHECK(one.size() == 97);
  for (const int threads : {0, 2, 5}) CHECK(same(one, open(f, {.use_index = false, .threads = threads})));
}

TEST_CASE("data/dataset: errors") {
  const TemporaryFolder f;
  std::filesystem::create_directories(f / "images");
  CHECK(contains(error_of([&] { open(f); }), "train: no image in " + f / "images" + " (looked for bmp dng"));
  f.write("images/a.jpg", "x");
  CHECK(contains(error_of([&] { open(f); }),
                 "train: none of the 1 images in " + f / "images" + " can be used; the first: "));
  f.image("images/b.png", plain(20, 20));
  CHECK(contains(error_of([&] { open(f); }), "train: no labels for the 1 images"));
  CHECK(contains(error_of([&] { open(f); }), "looked for in " + f / "labels/a.txt"));
  CHECK(open(f, {.split = "val"}).size() == 1);
  f.write("labels/b.txt", "0 .5 .5 .1 .1\n7 .5 .5 .1 .1\n");
  CHECK(contains(error_of([&] { open(f, {.classes = 3}); }),
                 "labels/b.txt:2: class 7, but data.yaml names 3 classes (0..2)"));
  CHECK(contains(error_of([&] { open(f, {.classes = 1}); }), "names 1 class (0..0)"));
  CHECK(contains(error_of([&] { Dataset(std::vector<std::string>{}, {.split = "test", .classes = 1}); }),
                 "no entry 'test'"));
}

TEST_CASE("data/dataset: from a data.yaml") {
  const TemporaryFolder f;
  painted_dataset(f, 3);
  const DataYaml data =
      read_data_yaml(f.write("data.yaml", "train: images/train\nval: images/train\nnames: [a, b, c]\n"));
  const Dataset d(data, {.split = "val"});
  CHECK(d.size() == 3);
  CHECK(d.classes() == 3);
  if (shared_data().empty()) {
    MESSAGE("real data skipped: CTYOLO_SHARED_DATA is not set");
    return;
  }
  const Dataset bccd(read_data_yaml(shared_data() + "/bccd/data.yaml"), {.split = "train", .use_index = false});
  CHECK(bccd.summary().images == 205);
  CHECK(bccd.summary().corrupt == 0);
  CHECK(bccd[0].width_px == 640);
}
