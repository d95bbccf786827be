// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#include "temporary_folder.hpp"
#include "../test.hpp"

#include <ctyolo/hooks/picture_file.hpp>

using namespace ctyolo;

TEST_CASE("hooks/picture_file: by the ending; what cannot be written is one line") {
  const test::TemporaryFolder folder;
  const cv::Mat picture(20, 30, CV_8UC3, cv::Scalar(10, 20, 30));
  write_picture(folder / "a.png", picture);
  write_picture(folder / "a.jpg", picture);
  CHECK(test::read_text(folder / "a.png").substr(1, 3) == "PNG");
  CHECK(test::read_text(folder / "a.jpg").starts_with("\xff\xd8"));
  CHECK(cv::imread(folder / "a.png").at<cv::Vec3b>(5, 5) == cv::Vec3b(10, 20, 30));
  const std::string said = test::error_of([&] { write_picture(folder / "none/a.png", picture); });
  CHECK(test::one_line(said));
  CHECK(test::contains(said, "none/a.png"));
}

TEST_CASE("hooks/picture_file: an Error waits, the first one wins, and is told once") {
  const test::TemporaryFolder folder;
  PictureWriter pictures;
  pictures.draw(folder / "x.png", [] { return cv::Mat(); });
  CHECK_FALSE(std::filesystem::exists(folder / "x.png"));
  CHECK(test::error_of([&] { pictures.raise(); }).empty());
  pictures.draw(folder / "none/x.png", [] { return cv::Mat(4, 4, CV_8UC3); });
  pictures.draw(folder / "y.png", []() -> cv::Mat { fail("second"); });
  pictures.draw(folder / "z.png", [] { return cv::Mat(4, 4, CV_8UC3); });
  CHECK(std::filesystem::exists(folder / "z.png"));
  const std::string said = test::error_of([&] { pictures.raise(); });
  CHECK(test::contains(said, "none/x.png"));
  CHECK(test::contains(said, "complete and saved"));
  CHECK(test::error_of([&] { pictures.raise(); }).empty());
  pictures.draw(folder / "y.png", []() -> cv::Mat { cv::Mat empty; return empty(cv::Rect(0, 0, 9, 9)); });
  const std::string opencv = test::error_of([&] { pictures.raise(); });
  CHECK(test::one_line(opencv));
  CHECK(test::contains(opencv, "y.png: could not be drawn"));
}
