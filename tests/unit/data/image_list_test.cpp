// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Tests of data/image_list.hpp.
#include "fixture.hpp"

#include <ctyolo/data/image_list.hpp>

using namespace ctyolo;
using namespace ctyolo::test;

TEST_CASE("data/image_list: what counts as an image") {
  for (const char* name :
       {"a.jpg", "a.JPEG", "b.c.Png", "/x/y.webp", "t.TIFF", "p.pfm", "m.mpo", "d.dng", "b.bmp", "t.tif"}) {
    CHECK(is_image_name(name));
  }
  for (const char* name : {"a.txt", "jpg", "a.jpg.txt", "a.", "a.jpgx", "a.jp", "a.jpg png"})
    CHECK_FALSE(is_image_name(name));
}

TEST_CASE("data/image_list: folders are searched with all below, sorted, hidden names passed over") {
  const TemporaryFolder f;
  for (const char* name : {"b.jpg", "a.PNG", "sub/deep/c.bmp", "sub/readme.md", "._a.jpg", ".cache/d.jpg"})
    f.write(name, "x");
  CHECK(list_images({f.path()}) == std::vector<std::string>{f / "a.PNG", f / "b.jpg", f / "sub/deep/c.bmp"});
  CHECK(list_images({f / "sub", f / "b.jpg"}) == std::vector<std::string>{f / "b.jpg", f / "sub/deep/c.bmp"});
}

TEST_CASE("data/image_list: links are followed, but not in circles") {
  const TemporaryFolder f, other;
  f.write("images/a.jpg", "x");
  other.write("pics/b.jpg", "x");
  std::filesystem::create_directory_symlink(f.path(), f / "images/loop");
  std::filesystem::create_directory_symlink(other / "pics", f / "images/linked");
  CHECK(list_images({f / "images"}) == std::vector<std::string>{f / "images/a.jpg", f / "images/linked/b.jpg"});
}

TEST_CASE("data/image_list: .txt lists") {
  const TemporaryFolder f;
  f.write("images/a.jpg", "x");
  f.write("images/b.jpg", "x");
  f.write("list.txt", "./images/b.jpg\r\n\n  images/a.jpg  \n" + (f / "images/b.jpg") + "\nnotes.md\n");
  CHECK(list_images({f / "list.txt"}) ==
        std::vector<std::string>{f / "images/a.jpg", f / "images/b.jpg", f / "images/b.jpg"});
}

TEST_CASE("data/image_list: what is not there is an error") {
  const TemporaryFolder f;
  CHECK(contains(error_of([&] { list_images({f / "nope"}); }), "nope: no such folder or list of images"));
  CHECK(list_images({f.path()}).empty());
}

TEST_CASE("data/image_list: label file of an image") {
  CHECK(label_path("/d/images/train/a.b.jpg") == "/d/labels/train/a.b.txt");
  CHECK(label_path("/images/x/images/a.png") == "/images/x/labels/a.txt");
  CHECK(label_path("images/a.png") == "labels/a.txt");
  CHECK(label_path("/d/pics/a.png") == "/d/pics/a.txt");
  CHECK(label_path("/d/v1.0/a") == "/d/v1.0/a.txt");
  CHECK(label_path("/d/myimages/a.jpg") == "/d/myimages/a.txt");
}
