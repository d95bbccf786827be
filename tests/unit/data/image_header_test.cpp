// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Tests of data/image_header.hpp.
#include "exif.hpp"

#include <ctyolo/data/image_header.hpp>

using namespace ctyolo;
using namespace ctyolo::test;

TEST_CASE("data/image_header: sizes of all formats") {
  const TemporaryFolder f;
  for (const char* name : {"a.jpg", "a.png", "a.bmp", "a.tif", "a.webp"}) {
    CAPTURE(name);
    const ImageHeader header = read_image_header(f.image(name, noise(48, 31, 1)));
    CHECK(header.fault == "");
    CHECK(header.note == "");
    CHECK(header.width_px == 48);
    CHECK(header.height_px == 31);
    CHECK(header.orientation == 1);
  }
}

TEST_CASE("data/image_header: EXIF orientation of JPEG and PNG, both byte orders") {
  const TemporaryFolder f;
  const std::string jpeg = bytes_of(f.image("a.jpg", plain(40, 20))), png = bytes_of(f.image("a.png", plain(40, 20)));
  for (int orientation = 1; orientation <= 8; ++orientation) {
    for (const bool big_endian : {false, true}) {
      for (const std::string& file : {f.write("o.jpg", with_exif(jpeg, orientation, big_endian)),
                                      f.write("o.png", with_exif_png(png, orientation, big_endian))}) {
        const ImageHeader header = read_image_header(file);
        CHECK(header.fault == "");
        CHECK(header.orientation == orientation);
        CHECK(header.width_px == (orientation >= 5 ? 20 : 40));
        CHECK(header.height_px == (orientation >= 5 ? 40 : 20));
      }
    }
  }
  CHECK(read_image_header(f.write("o.jpg", with_exif(jpeg, 99, true))).orientation == 1);
}

TEST_CASE("data/image_header: what cannot be used, and why") {
  const TemporaryFolder f;
  const auto fault = [&](const std::string& name, const std::string& bytes) {
    return read_image_header(f.write(name, bytes)).fault;
  };
  const std::string jpeg = bytes_of(f.image("a.jpg", noise(64, 64, 1))),
                    png = bytes_of(f.image("a.png", noise(64, 64, 1)));
  const std::string bmp = bytes_of(f.image("a.bmp", noise(64, 64, 1)));
  CHECK(contains(read_image_header(f / "none.jpg").fault, "cannot be opened"));
  CHECK(contains(fault("empty.jpg", ""), "is empty"));
  CHECK(contains(fault("text.jpg", "this is not a picture"), "cannot be decoded"));
  CHECK(contains(fault("cut.jpg", jpeg.substr(0, 100)), "broken JPEG"));
  CHECK(contains(fault("cut.png", png.substr(0, 20)), "broken PNG"));
  CHECK(contains(fault("cut2.png", png.substr(0, png.size() / 2)), "breaks off"));
  CHECK(contains(fault("cut.bmp", bmp.substr(0, bmp.size() / 2)), "breaks off"));
  CHECK(contains(fault("cut2.bmp", bmp.substr(0, 20)), "broken BMP"));
  CHECK(contains(read_image_header(f.image("small.png", plain(9, 40))).fault,
                 "9 x 40 px is too small (at least 10 px a side)"));
  const ImageHeader cut = read_image_header(f.write("cut3.jpg", jpeg.substr(0, jpeg.size() - 200)));
  CHECK(cut.fault == "");
  CHECK(contains(cut.note, "breaks off before its end mark"));
  std::string huge = png;
  huge.replace(16, 8, std::string("\x7F\xFF\xFF\xFF\x7F\xFF\xFF\xFF", 8));
  CHECK(contains(fault("huge.png", huge), "too large"));
}

TEST_CASE("data/image_header: damaged bytes never crash") {
  const TemporaryFolder f;
  std::mt19937 draw(7);
  for (const std::string& whole : {with_exif(bytes_of(f.image("a.jpg", noise(32, 32, 1))), 6, true),
                                   with_exif_png(bytes_of(f.image("a.png", noise(32, 32, 1))), 3, false),
                                   bytes_of(f.image("a.bmp", noise(32, 32, 1)))}) {
    for (int i = 0; i < 300; ++i) {
      std::string bytes = whole.substr(0, 1 + draw() % whole.size());
      for (int k = 0; k < 4; ++k) bytes[(3 + draw() % 120) % bytes.size()] = static_cast<char>(draw());
      const ImageHeader header = read_image_header(f.write("x.bin", bytes));
      CHECK((header.fault.empty() ? header.width_px >= 10 : true));
    }
  }
}
