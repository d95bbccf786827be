// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Tests of data/canvas.hpp: warping the parts gives the pixels of warping the painted canvas.
#include "fixture.hpp"

#include <ctyolo/data/augment/random_affine.hpp>
#include <ctyolo/data/augment/seed_affine.hpp>
#include <ctyolo/data/augment/yolov5.hpp>
#include <ctyolo/data/canvas.hpp>
#include <ctyolo/data/letterbox_fit.hpp>

using namespace ctyolo;
using namespace ctyolo::test;

namespace {

cv::Mat speckle(cv::Size size, std::uint64_t seed) {
  cv::Mat picture(size, CV_8UC3);
  cv::RNG(seed).fill(picture, cv::RNG::UNIFORM, 0, 256);
  return picture;
}

/// Four pictures of noise around `centre`; `gap_px` of grey between them.
Canvas four(cv::Size size, cv::Point centre, cv::Size picture, int gap_px, std::uint64_t seed) {
  Canvas canvas{size, {}};
  for (int corner = 0; corner < 4; ++corner) {
    const cv::Point origin(centre.x + (corner % 2 == 1 ? gap_px : -picture.width), centre.y + (corner >= 2 ? gap_px : -picture.height));
    canvas.place(speckle(picture, seed + static_cast<std::uint64_t>(corner)), origin);
  }
  return canvas;
}

cv::Mat by_opencv(const Canvas& canvas, cv::Size frame, const cv::Matx23d& matrix) {
  cv::Mat result;
  cv::warpAffine(painted(canvas), result, matrix, frame, cv::INTER_LINEAR, cv::BORDER_CONSTANT, cv::Scalar::all(border_grey));
  return result;
}

bool equal(const cv::Mat& a, const cv::Mat& b) { return a.size() == b.size() && cv::norm(a, b, cv::NORM_INF) == 0; }

struct Look {  // a user's stage that knows nothing of canvases
  cv::Size* seen;
  template <class Context>
  void apply(Sample& sample, const Context&) const { *seen = sample.bgr.size(); }
};

}  // namespace

TEST_CASE("data/canvas: parts are cut at the edge, keep their pixels and leave grey") {
  Canvas canvas{{60, 40}, {}};
  const cv::Mat picture = speckle({30, 20}, 1);
  canvas.place(picture, {-10, 25});
  canvas.place(picture, {60, 0});  // wholly outside
  REQUIRE(canvas.parts.size() == 1);
  CHECK(canvas.parts[0].place_px == cv::Rect(0, 25, 20, 15));
  CHECK(canvas.parts[0].bgr.data == picture.ptr(0, 10));  // shared, not copied
  const cv::Mat whole = painted(canvas);
  CHECK(whole.size() == cv::Size(60, 40));
  CHECK(equal(whole(canvas.parts[0].place_px), picture(cv::Rect(10, 0, 20, 15))));
  CHECK(whole.at<cv::Vec3b>(24, 0) == cv::Vec3b(border_grey, border_grey, border_grey));
  CHECK(whole.at<cv::Vec3b>(30, 20) == cv::Vec3b(border_grey, border_grey, border_grey));
}

TEST_CASE("data/canvas: a warp of the parts is OpenCV's warp of the painted canvas, seams included") {
  Random random({.seed = 3});
  Hyp hyp;
  hyp.degrees = 20, hyp.shear = 8, hyp.scale = 0.9, hyp.translate = 0.4;
  int unequal = 0, seen = 0;
  for (const int side : {64, 97, 160, 321}) {
    for (int i = 0; i < 60; ++i) {
      const cv::Size size(2 * side, 2 * side), frame(side, side - i % 5);
      const auto draw = [&](int from, int to) { return from + static_cast<int>(random.below(static_cast<std::uint64_t>(to - from))); };
      const Canvas canvas = four(size, {draw(side / 2, 3 * side / 2), draw(side / 2, 3 * side / 2)},
                                 {draw(side / 3, side + 1), draw(side / 3, side + 1)}, i % 4, static_cast<std::uint64_t>(100 * side + i));
      const cv::Matx23d matrix = (i % 2 == 0 ? detail::draw_warp(size, frame, hyp, random) : detail::draw_seed_warp(size, frame, hyp, random))
                                     .matrix.get_minor<2, 3>(0, 0);
      unequal += !equal(warped(canvas, frame, matrix), by_opencv(canvas, frame, matrix));
      ++seen;
    }
  }
  CHECK(seen == 240);
  CHECK(unequal == 0);
}

TEST_CASE("data/canvas: warps at the limits") {
  const Canvas canvas = four({200, 200}, {90, 110}, {80, 90}, 0, 5);
  const cv::Size frame(100, 100);
  for (const cv::Matx23d& matrix : {cv::Matx23d(1, 0, 0, 0, 1, 0), cv::Matx23d(1, 0, -50, 0, 1, -50), cv::Matx23d(0.5, 0, 0, 0, 0.5, 0),
                                    cv::Matx23d(0.01, 0, 50, 0, 0.01, 50), cv::Matx23d(-1, 0, 150, 0, -1, 150), cv::Matx23d(0, 1, 0, -1, 0, 199),
                                    cv::Matx23d(1, 0, 5000, 0, 1, 0), cv::Matx23d(30, 0, -2700, 0, 30, -3300), cv::Matx23d(0, 0, 0, 0, 0, 0)})
    CHECK(equal(warped(canvas, frame, matrix), by_opencv(canvas, frame, matrix)));
  for (int width = 1; width < 9; ++width) {  // groups of four pixels, and what is left over
    const cv::Matx23d turn(0.9, 0.3, -40, -0.3, 0.9, 0);
    CHECK(equal(warped(canvas, {width, 70}, turn), by_opencv(canvas, {width, 70}, turn)));
  }
  CHECK(warped(canvas, frame, {1e-9, 0, 50, 0, 1e-9, 50}).size() == frame);  // places beyond what an int holds
}

TEST_CASE("data/canvas: a stage that does not take a canvas finds it painted") {
  TemporaryFolder folder;
  painted_dataset(folder, 6);
  const Dataset data({folder / "images"}, {.classes = 6});
  const ImageSource source(data, 64, true, nullptr);
  Hyp hyp;
  hyp.mosaic = 1;
  const AugmentContext context(source, hyp, {64, 64}, false, {1, 0, 2});
  cv::Size seen;
  const Augment<Mosaic, Look> chain{.stages = {Mosaic{}, Look{&seen}}};
  CHECK(chain.make(2, context).bgr.size() == cv::Size(64, 64));
  CHECK(seen == cv::Size(128, 128));
  static_assert(TakesCanvas<RandomAffine> && TakesCanvas<SeedAffine> && !TakesCanvas<Flip> && !TakesCanvas<Mosaic>);
}
