// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Tests of data/data_yaml.hpp.
#include "fixture.hpp"

#include <ctyolo/data/data_yaml.hpp>

using namespace ctyolo;
using namespace ctyolo::test;

namespace {
struct Folder : TemporaryFolder {
  Folder() {
    for (const char* name : {"images/train", "images/val", "more"}) std::filesystem::create_directories(*this / name);
  }
  DataYaml read(const std::string& text) const { return read_data_yaml(write("data.yaml", text)); }
  std::string error(const std::string& text) const {
    return error_of([&] { read(text); });
  }
};
const std::string splits = "train: images/train\nval: images/val\n";
}  // namespace

TEST_CASE("data/data_yaml: names as list, as map, or from nc") {
  const Folder f;
  CHECK(f.read(splits + "nc: 2\nnames: ['a', b]\n").names == std::vector<std::string>{"a", "b"});
  CHECK(f.read(splits + "names:\n  1: dog\n  0: cat\n").names == std::vector<std::string>{"cat", "dog"});
  CHECK(f.read(splits + "names: [yes, 12]\n").names == std::vector<std::string>{"yes", "12"});
  CHECK(f.read(splits + "nc: 3\n").names == std::vector<std::string>{"0", "1", "2"});
}

TEST_CASE("data/data_yaml: where entries are looked for") {
  const Folder f;
  SUBCASE("beside the yaml") { CHECK(f.read(splits + "nc: 1").train == std::vector<std::string>{f / "images/train"}); }
  SUBCASE("under path") {
    CHECK(f.read("path: images\ntrain: train\nval: [val, ../more]\nnc: 1").val ==
          std::vector<std::string>{f / "images/val", f / "more"});
  }
  SUBCASE("under an absolute path") {
    CHECK(f.read("path: " + f / "images" + "\ntrain: train\nval: val\nnc: 1").train[0] == f / "images/train");
  }
  SUBCASE("one ../ too many") {
    CHECK(f.read("train: ../images/train\nval: ../images/val\nnc: 1").val[0] == f / "images/val");
  }
  SUBCASE("absolute") { CHECK(f.read("train: " + f / "more" + "\nval: images/val\nnc: 1").train[0] == f / "more"); }
  SUBCASE("test is optional and need not exist") {
    CHECK(f.read(splits + "test:\nnc: 1").test.empty());
    CHECK(f.read(splits + "test: images/nowhere\nnc: 1").test == std::vector<std::string>{"images/nowhere"});
  }
  SUBCASE("entries by name") {
    const DataYaml data = f.read(splits + "nc: 1");
    CHECK(&data.entries("val") == &data.val);
    CHECK(contains(error_of([&] { data.entries("dev"); }), "no split 'dev'"));
  }
}

TEST_CASE("data/data_yaml: errors say what, where and what to do") {
  const Folder f;
  const std::string file = f / "data.yaml";
  CHECK(contains(error_of([&] { read_data_yaml(f / "none.yaml"); }), "none.yaml: no such file"));
  CHECK(contains(error_of([&] { read_data_yaml(f.path()); }), "is a folder"));
  CHECK(contains(f.error("train: [a\nval: b\n"), file + ":"));
  CHECK(contains(f.error("train: [a\nval: b\n"), "not valid yaml"));
  CHECK(contains(f.error("- a\n- b\n"), "must have the keys train, val and names"));
  CHECK(contains(f.error(""), "must have the keys train, val and names"));
  CHECK(contains(f.error("val: images/val\nnc: 1\n"), "key 'train' is missing"));
  CHECK(contains(f.error("train: images/train\nnc: 1\n"), "key 'val' is missing"));
  CHECK(contains(f.error(splits), "key 'names' is missing"));
  const std::string nowhere = f.error("path: sub\ntrain: images/nope\nval: images/val\nnc: 1\n");
  CHECK(contains(nowhere, file + ":2: train: 'images/nope' does not exist; tried " + f / "sub/images/nope" + ", "));
  CHECK(contains(nowhere, f / "images/nope"));
  CHECK(contains(f.error(splits + "nc: 4\nnames: [a, b]\n"), file + ":3: nc is 4, but names has 2 entries"));
  CHECK(contains(f.error(splits + "nc: many\n"), ":3: nc must be a whole number, not 'many'"));
  CHECK(contains(f.error(splits + "nc: 0\n"), "nc is 0, allowed are 1.."));
  CHECK(contains(f.error(splits + "nc: 2000000000\n"), "nc is 2000000000, allowed are 1.."));
  CHECK(contains(f.error(splits + "names: []\n"), "names is empty"));
  CHECK(contains(f.error(splits + "names: cat\n"), "names must be a list"));
  CHECK(contains(f.error(splits + "names: {0: a, 2: b}\n"),
                 "names has 2 entries, but one for class 2; number them 0..1"));
  CHECK(contains(f.error(splits + "names: {a: 0}\n"), "a key of names must be a whole number, not 'a'"));
  CHECK(contains(f.error(splits + "names: {0: a, +0: b}\n"), "gives class 0 twice"));
  CHECK(contains(f.error(splits + "nc: 1\ntrain: images/other\n"), ":4: the key 'train' stands here a second time; keep one"));
  CHECK(contains(f.error(splits + "names: [a, [b]]\n"), "the name of class 1 is not text"));
  CHECK(contains(f.error("train: {a: b}\nval: images/val\nnc: 1\n"), ":1: train must be a folder"));
  CHECK(contains(f.error("path: [a]\n" + splits + "nc: 1\n"), "path must be one folder"));
}

TEST_CASE("data/data_yaml: hostile files end in an error, quickly") {
  const Folder f;
  CHECK(contains(f.error("# " + std::string(2 << 20, 'x')), "too many for a data.yaml"));
  CHECK(contains(f.error("names: " + std::string(100000, '[')), "data.yaml"));
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 30; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    bomb +=
        "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before + ", " + before + ", " + before + "]\n";
  }
  CHECK(contains(f.error(bomb + splits + "names: *a29\n"), "the name of class 0 is not text"));
}

TEST_CASE("data/data_yaml: real files") {
  if (shared_data().empty()) {
    MESSAGE("skipped: CTYOLO_SHARED_DATA is not set");
    return;
  }
  CHECK(read_data_yaml(shared_data() + "/bccd/data.yaml").names == std::vector<std::string>{"RBC", "WBC", "Platelets"});
  CHECK(read_data_yaml(shared_data() + "/coco128/data.yaml").names.size() == 80);
}
