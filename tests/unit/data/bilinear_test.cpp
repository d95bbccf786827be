// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Our resizing beside OpenCV's: no byte may differ.
#include "fixture.hpp"

#include <ctyolo/data/bilinear.hpp>
#include <ctyolo/data/network_input.hpp>

using namespace ctyolo;
using namespace ctyolo::test;

namespace {

/// Independent bytes: every rounding shows.
cv::Mat speckle(int width_px, int height_px, unsigned seed) {
  cv::Mat picture(height_px, width_px, CV_8UC3);
  std::mt19937 draw(seed);
  for (auto p = picture.begin<cv::Vec3b>(); p != picture.end<cv::Vec3b>(); ++p)
    for (int c = 0; c < 3; ++c) (*p)[c] = static_cast<unsigned char>(draw() % 256);
  return picture;
}

std::vector<std::uint8_t> ours(const ImageView& picture, int width_px, int height_px) {
  const std::ptrdiff_t plane = std::ptrdiff_t{width_px} * height_px;
  std::vector<std::uint8_t> bytes(static_cast<std::size_t>(3 * plane));
  resize_into_planes(picture, width_px, height_px, {.first = bytes.data(), .row_bytes = width_px, .plane_bytes = plane});
  return bytes;
}

std::vector<std::uint8_t> opencv(const cv::Mat& bgr, int width_px, int height_px) {
  cv::Mat resized;
  cv::resize(bgr, resized, {width_px, height_px}, 0, 0, cv::INTER_LINEAR);
  std::vector<std::uint8_t> bytes(3 * resized.total());
  write_planes(resized, bytes.data());
  return bytes;
}

}  // namespace

TEST_CASE("data/bilinear: the bytes of OpenCV's INTER_LINEAR, smaller and larger, whole and odd factors, the half included") {
  int compared = 0;
  for (const auto& [w, h] : std::vector<std::pair<int, int>>{{1, 1}, {2, 1}, {3, 7}, {37, 53}, {64, 48}, {90, 50}, {333, 500}}) {
    const cv::Mat bgr = speckle(w, h, static_cast<unsigned>(w));
    const ImageView view{.pixels = bgr.data, .width_px = w, .height_px = h, .order = PixelOrder::bgr};
    const std::vector<std::pair<int, int>> sizes{{w, h}, {w / 2, h / 2}, {w / 2, h}, {2 * w, 2 * h}, {3 * w, h / 3}, {w / 4, h / 4},
                                                 {1, 1}, {40, 30}, {31, 97}, {128, 5}, {213, 320}, {640, 427}};
    for (const auto& [to_w, to_h] : sizes) {
      if (to_w < 1 || to_h < 1) continue;
      CAPTURE(w);
      CAPTURE(h);
      CAPTURE(to_w);
      CAPTURE(to_h);
      CHECK((ours(view, to_w, to_h) == opencv(bgr, to_w, to_h)));
      ++compared;
    }
  }
  CHECK(compared > 70);
}

TEST_CASE("data/bilinear: red first from either order, rows with a gap, and a place within larger planes") {
  const std::vector<std::uint8_t> rgb{1, 2, 3, 4, 5, 6, 99, 7, 8, 9, 10, 11, 12, 99};
  const ImageView view{.pixels = rgb.data(), .width_px = 2, .height_px = 2, .row_bytes = 7};
  CHECK((ours(view, 2, 2) == std::vector<std::uint8_t>{1, 4, 7, 10, 2, 5, 8, 11, 3, 6, 9, 12}));
  const ImageView bgr{.pixels = rgb.data(), .width_px = 2, .height_px = 1, .order = PixelOrder::bgr};
  CHECK((ours(bgr, 2, 1) == std::vector<std::uint8_t>{3, 6, 2, 5, 1, 4}));
  std::vector<std::uint8_t> planes(3 * 3 * 4, 0);
  resize_into_planes(view, 1, 1, {.first = planes.data() + 5, .row_bytes = 4, .plane_bytes = 12});
  CHECK(planes[5] == 6);   // (1 + 4 + 7 + 10 + 2) / 4
  CHECK(planes[17] == 7);
  CHECK(planes[29] == 8);
  CHECK(std::count(planes.begin(), planes.end(), 0) == 33);
}
