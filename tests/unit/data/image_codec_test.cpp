// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Tests of data/image_codec.hpp.
#include "exif.hpp"

#include <ctyolo/data/image_codec.hpp>
#include <ctyolo/data/image_header.hpp>

using namespace ctyolo;
using namespace ctyolo::test;

namespace {
ImageRecord record_of(const std::string& file) {
  const ImageHeader header = read_image_header(file);
  ImageRecord record;
  record.path = file;
  record.width_px = header.width_px;
  record.height_px = header.height_px;
  record.orientation = header.orientation;
  return record;
}
}  // namespace

TEST_CASE("data/image_codec: pixels as OpenCV reads them, orientation applied once") {
  const TemporaryFolder f;
  const std::string jpeg = bytes_of(f.image("a.jpg", noise(48, 32, 3)));
  for (int orientation = 1; orientation <= 8; ++orientation) {
    CAPTURE(orientation);
    const std::string file = f.write("o.jpg", with_exif(jpeg, orientation, orientation % 2 == 0));
    const cv::Mat ours = read_image(record_of(file)), theirs = cv::imread(file, cv::IMREAD_COLOR);
    REQUIRE(ours.size() == theirs.size());
    CHECK(cv::norm(ours, theirs, cv::NORM_INF) == 0);
  }
}

TEST_CASE("data/image_codec: grey, alpha and 16-bit pictures become three bytes a pixel") {
  const TemporaryFolder f;
  for (const cv::Mat& picture :
       {cv::Mat(20, 30, CV_8UC1, cv::Scalar(77)), cv::Mat(20, 30, CV_8UC4, cv::Scalar(77, 77, 77, 9)),
        cv::Mat(20, 30, CV_16UC3, cv::Scalar::all(77 * 257))}) {
    const cv::Mat read = read_image(record_of(f.image("a.png", picture)));
    CHECK(read.type() == CV_8UC3);
    CHECK(read.at<cv::Vec3b>(3, 4) == cv::Vec3b(77, 77, 77));
  }
}

TEST_CASE("data/image_codec: what changed behind our back is named") {
  const TemporaryFolder f;
  const ImageRecord record = record_of(f.image("images/a.png", plain(40, 30)));
  f.image("images/a.png", plain(50, 30));
  CHECK(contains(error_of([&] { read_image(record); }),
                 "a.png has 50 x 30 px now, but 40 x 30 px when the data set was indexed"));
  f.write("images/a.png", "rubbish");
  CHECK(contains(error_of([&] { read_image(record); }), "a.png: the image cannot be decoded"));
  f.write("images/a.png", "");
  CHECK(contains(error_of([&] { read_image(record); }), "a.png: the image file is empty"));
  std::filesystem::remove(record.path);
  CHECK(contains(error_of([&] { read_image(record); }),
                 "a.png could not be read any more: it was there when the data set was indexed"));
}
