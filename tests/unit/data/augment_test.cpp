// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Tests of data/augment/*.hpp: the chain and each of its stages.
#include "fixture.hpp"

#include <ctyolo/data/augment/seed.hpp>
#include <ctyolo/data/augment/yolov5.hpp>

#include <set>

using namespace ctyolo;
using namespace ctyolo::test;

namespace {

/// A data set of painted rectangles, and contexts for it.
struct Scene {
  explicit Scene(int count = 12, int img = 96)
      : img_px(img), data((painted_dataset(folder, count), Dataset({folder / "images"}, {.classes = 6}))) {}
  AugmentContext context(std::uint64_t position, bool rectangular = false, BatchShape shape = {}) {
    if (shape.width_px == 0) shape = {img_px, img_px};
    return AugmentContext(source, hyp, shape, rectangular, {seed, 0, position});
  }
  template <class Chain>
  Sample make(const Chain& chain, std::uint64_t position) {
    return chain.make(static_cast<int>(position) % data.size(), context(position));
  }
  TemporaryFolder folder;
  int img_px;
  Dataset data;
  ImageSource source{data, img_px, true, nullptr};
  Hyp hyp = still();
  std::uint64_t seed = 11;

  static Hyp still() {  // nothing moves
    Hyp h;
    h.mosaic = h.mixup = h.degrees = h.translate = h.scale = h.shear = h.perspective = h.flipud = h.fliplr = 0;
    h.hsv_h = h.hsv_s = h.hsv_v = 0;
    return h;
  }
};

bool same(const Sample& a, const Sample& b) {
  return a.bgr.size() == b.bgr.size() && cv::norm(a.bgr, b.bgr, cv::NORM_INF) == 0 && a.labels == b.labels;
}

/// Share of a box's pixels that have its class's colour.
double painted_share(const Sample& s, const Label& label) {
  int hits = 0, all = 0;
  const Box& b = label.xyxy_px;
  for (int y = static_cast<int>(b.y1) + 1; y + 1 < static_cast<int>(b.y2); ++y) {
    for (int x = static_cast<int>(b.x1) + 1; x + 1 < static_cast<int>(b.x2); ++x) {
      hits += is_near(s.bgr.at<cv::Vec3b>(y, x), class_colour(label.cls), 60);
      ++all;
    }
  }
  return all == 0 ? 1 : 1.0 * hits / all;
}

/// Share of the pixels of any class's colour that lie in no box of that class (grown by a pixel and a half).
double unboxed_share(const Sample& s, int classes = 6) {
  int outside = 0, all = 0;
  for (int y = 0; y < s.height_px(); ++y) {
    for (int x = 0; x < s.width_px(); ++x) {
      for (int c = 0; c < classes; ++c) {
        if (!is_near(s.bgr.at<cv::Vec3b>(y, x), class_colour(c), 20)) continue;
        ++all;
        bool inside = false;
        for (const Label& label : s.labels) {
          const Box& b = label.xyxy_px;
          const auto px = static_cast<float>(x) + 0.5f, py = static_cast<float>(y) + 0.5f;
          inside = inside ||
                   (label.cls == c && px > b.x1 - 1.5f && px < b.x2 + 1.5f && py > b.y1 - 1.5f && py < b.y2 + 1.5f);
        }
        outside += !inside;
      }
    }
  }
  return all == 0 ? 0 : 1.0 * outside / all;
}

struct Tint {  // a user's own stage, with a setting
  int blue = 0;
  template <class Context>
  void apply(Sample& s, const Context& c) const {
    if (c.random(Purpose::user).chance(2.0)) s.bgr.setTo(cv::Scalar(blue, 0, 0));
  }
};
struct Shrink {
  template <class Context>
  void apply(Sample& s, const Context&) const { s.bgr = s.bgr(cv::Rect(0, 0, 10, 10)).clone(); }
};
struct Twice {  // takes the same image again after the earlier stages
  template <class Context>
  void apply(Sample& s, const Context& c) const { s = c.earlier(s.origin.index, Purpose::mixup_partner); }
};
struct Silent {};
static_assert(!AugmentStage<Silent>);
static_assert(AugmentPolicy<Augment<Tint>>);

}  // namespace

TEST_CASE("data/augment/augment: without stages the picture is fitted, no more") {
  Scene scene;
  for (std::uint64_t p = 0; p < 12; ++p) {
    const Sample s = scene.make(NoAugment{}, p);
    CHECK(s.bgr.size() == cv::Size(96, 96));
    CHECK(s.labels.size() == 1);
    CHECK(painted_share(s, s.labels[0]) > 0.95);
    CHECK(unboxed_share(s) == 0);
    CHECK(same(s, scene.make(Yolov5Augment{}, p)));  // all strengths 0: the whole chain does nothing
    CHECK(same(s, scene.make(SeedAugment{}, p)));
  }
}

TEST_CASE("data/augment/augment: stages of one's own, with settings") {
  Scene scene;
  const Augment<Tint, Flip> chain{.stages = {Tint{200}, Flip{}}};
  CHECK(scene.make(chain, 0).bgr.at<cv::Vec3b>(5, 5) == cv::Vec3b(200, 0, 0));
  CHECK(contains(error_of([&] { scene.make(Augment<Shrink>{}, 0); }),
                 "made a picture of 10 x 10 px, but the batch takes 96 x 96"));
}

TEST_CASE("data/augment/augment: a stage can run the ones before it, with other numbers") {
  Scene scene;
  scene.hyp.fliplr = 0.5;
  int differ = 0;
  for (std::uint64_t p = 0; p < 40; ++p)
    differ += !same(scene.make(Augment<Flip, Twice>{}, p), scene.make(Augment<Flip>{}, p));
  CHECK(differ > 8);
  CHECK(differ < 32);
}

TEST_CASE("data/augment/augment: samples depend on seed, epoch and position alone") {
  Scene scene;
  scene.hyp = Hyp{};
  scene.hyp.mixup = 0.5;
  const Yolov5Augment chain;
  CHECK(same(scene.make(chain, 3), scene.make(chain, 3)));
  CHECK_FALSE(same(chain.make(3, scene.context(3)), chain.make(3, scene.context(15))));
  const Sample before = scene.make(chain, 3);
  scene.seed = 12;
  CHECK_FALSE(same(before, scene.make(chain, 3)));
}

TEST_CASE("data/augment/mosaic: boxes follow their pictures") {
  Scene scene;
  scene.hyp.mosaic = 1;
  std::set<int> own_corner;
  for (std::uint64_t p = 0; p < 24; ++p) {
    const Sample s = scene.make(Augment<Mosaic>{}, p);  // the canvas's middle is cut out
    CHECK(s.bgr.size() == cv::Size(96, 96));
    for (const Label& label : s.labels) CHECK(painted_share(s, label) > 0.95);
    const Sample warped = scene.make(Augment<Mosaic, RandomAffine>{}, p);
    CHECK(cv::norm(s.bgr, warped.bgr, cv::NORM_INF) == 0);  // with nothing moving the warp cuts the same middle
    CHECK(s.labels == warped.labels);
  }
}

TEST_CASE("data/augment/mosaic: a frame that is not square is filled as well") {
  Scene scene;
  scene.hyp.mosaic = 1;
  for (const BatchShape frame : {BatchShape{.height_px = 48, .width_px = 144}, {.height_px = 128, .width_px = 64}}) {
    int boxes = 0;
    for (std::uint64_t p = 0; p < 24; ++p) {
      const AugmentContext context = scene.context(p, false, frame);
      const Sample s = Augment<Mosaic>{}.make(static_cast<int>(p % 12), context);
      CHECK(s.bgr.size() == cv::Size(frame.width_px, frame.height_px));
      for (const Label& label : s.labels) CHECK(painted_share(s, label) > 0.95);
      boxes += static_cast<int>(s.labels.size());
      const Sample warped = Augment<Mosaic, RandomAffine>{}.make(static_cast<int>(p % 12), context);
      CHECK(cv::norm(s.bgr, warped.bgr, cv::NORM_INF) == 0);
      CHECK(s.labels == warped.labels);
    }
    CHECK(boxes > 24);
  }
}

TEST_CASE("data/augment/mosaic: the plan") {
  std::set<std::size_t> corners;
  std::set<int> seen;
  for (std::uint64_t p = 0; p < 200; ++p) {
    Random random({0, 0, p, Purpose::mosaic});
    const detail::MosaicPlan plan = detail::plan_mosaic(1000, 10, {128, 128}, {32, 32}, random);
    CHECK(plan.centre_x_px >= 32);
    CHECK(plan.centre_x_px < 96);
    CHECK(plan.centre_y_px >= 32);
    CHECK(plan.centre_y_px < 96);
    int own = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      if (plan.images[i] == 1000) {
        ++own;
        corners.insert(i);
      } else {
        seen.insert(plan.images[i]);
      }
    }
    CHECK(own == 1);
  }
  CHECK(corners.size() == 4);
  CHECK(seen.size() == 10);
}

TEST_CASE("data/augment/mosaic: each quarter's picture touches the centre") {
  Sample picture, mosaic;
  picture.bgr = plain(40, 30);
  picture.labels = {{1, {0, 0, 40, 30}}, {2, {30, 20, 40, 30}}};
  mosaic.canvas.size_px = {128, 128};
  const detail::MosaicPlan plan{{0, 0, 0, 0}, 33, 90};
  for (int corner = 0; corner < 4; ++corner) detail::place_in_mosaic(picture, corner, plan, mosaic);
  paint(mosaic);
  REQUIRE(mosaic.labels.size() == 8);
  CHECK(mosaic.labels[0].xyxy_px == Box{0, 60, 33, 90});  // cut at the left edge
  CHECK(mosaic.labels[1].xyxy_px == Box{23, 80, 33, 90});
  CHECK(mosaic.labels[2].xyxy_px == Box{33, 60, 73, 90});
  CHECK(mosaic.labels[4].xyxy_px == Box{0, 90, 33, 120});
  CHECK(mosaic.labels[6].xyxy_px == Box{33, 90, 73, 120});
  const cv::Vec3b paint(50, 100, 150), grey(114, 114, 114);
  for (const auto& [x, y] : {std::pair{0, 60}, {72, 60}, {0, 119}, {72, 119}, {33, 90}})
    CHECK(mosaic.bgr.at<cv::Vec3b>(y, x) == paint);
  for (const auto& [x, y] : {std::pair{0, 59}, {73, 60}, {0, 120}, {73, 119}})
    CHECK(mosaic.bgr.at<cv::Vec3b>(y, x) == grey);
}

TEST_CASE("data/augment/mosaic: drawn with its probability, never for rectangular batches") {
  Scene scene;
  scene.hyp.mosaic = 0.5;
  int mosaics = 0;
  for (std::uint64_t p = 0; p < 100; ++p)
    mosaics += !same(scene.make(Augment<Mosaic>{}, p), scene.make(NoAugment{}, p));
  CHECK(mosaics > 30);
  CHECK(mosaics < 70);
  scene.hyp.mosaic = 1;
  const Sample s = Augment<Mosaic, RandomAffine>{}.make(2, scene.context(2, true, {64, 96}));
  CHECK(s.bgr.size() == cv::Size(96, 64));
  CHECK(s.labels.size() == 1);
}

TEST_CASE("data/augment/random_affine: boxes follow the picture") {
  Scene scene(6);
  scene.hyp.translate = 0.2;
  SUBCASE("moved and scaled") { scene.hyp.scale = 0.5; }
  SUBCASE("after a mosaic") {
    scene.hyp.scale = 0.5;
    scene.hyp.mosaic = 1;
  }
  int boxes = 0;
  for (std::uint64_t p = 0; p < 40; ++p) {
    const Sample s = scene.make(Augment<Mosaic, RandomAffine>{}, p);
    CHECK(s.bgr.size() == cv::Size(96, 96));
    for (const Label& label : s.labels) {
      ++boxes;
      CHECK(painted_share(s, label) > 0.9);
      CHECK(label.xyxy_px.x1 >= 0);
      CHECK(label.xyxy_px.x2 <= 96);
    }
  }
  CHECK(boxes > 30);
}

TEST_CASE("data/augment/random_affine: turned, sheared and in perspective the painted part stays in its box") {
  Scene scene(6);
  SUBCASE("turned") { scene.hyp.degrees = 45; }
  SUBCASE("sheared") { scene.hyp.shear = 20; }
  SUBCASE("in perspective") { scene.hyp.perspective = 0.001; }
  for (std::uint64_t p = 0; p < 30; ++p) {
    const Sample s = scene.make(Augment<RandomAffine>{}, p);
    REQUIRE(s.labels.size() == 1);
    CHECK(unboxed_share(s) < 0.002);
    const Box& b = s.labels[0].xyxy_px;  // and the box is tight: paint near each of its sides
    cv::Mat mask;
    const cv::Scalar colour = class_colour(s.labels[0].cls), near_by = cv::Scalar::all(100);
    cv::inRange(s.bgr, colour - near_by, colour + near_by, mask);
    const cv::Rect around = cv::boundingRect(mask);
    CHECK(std::abs(static_cast<float>(around.x) - b.x1) < 2.5f);
    CHECK(std::abs(static_cast<float>(around.y) - b.y1) < 2.5f);
    CHECK(std::abs(static_cast<float>(around.br().x) - b.x2) < 2.5f);
    CHECK(std::abs(static_cast<float>(around.br().y) - b.y2) < 2.5f);
  }
}

TEST_CASE("data/augment/seed_affine: boxes follow the picture") {
  Scene scene(6);
  scene.hyp.translate = 0.1;
  scene.hyp.scale = 0.5;
  SUBCASE("one picture") { scene.hyp.shear = 3; }
  SUBCASE("a mosaic") { scene.hyp.mosaic = 1; }
  int boxes = 0;
  for (std::uint64_t p = 0; p < 40; ++p) {
    const Sample s = scene.make(Augment<Mosaic, SeedAffine>{}, p);
    CHECK(s.bgr.size() == cv::Size(96, 96));
    for (const Label& label : s.labels) {
      ++boxes;
      CHECK(painted_share(s, label) > 0.75);  // a sheared box is larger than its paint
      CHECK(label.xyxy_px.x1 >= 0);
      CHECK(label.xyxy_px.x2 <= 96);
    }
  }
  CHECK(boxes > 30);
}

TEST_CASE("data/augment/seed_affine: limits of boxes") {
  const auto kept = [](const Box& box, const detail::Warp& warp) {
    Sample sample;
    sample.bgr = plain(96, 96, {0, 0, 0});
    sample.labels = {{0, box}};
    detail::apply_seed_warp(sample, {96, 96}, warp);
    return sample.labels.size() == 1;
  };
  const auto moved_left = [](double px) { return detail::Warp{cv::Matx33d(1, 0, -px, 0, 1, 0, 0, 0, 1), 1}; };
  CHECK(kept({0, 0, 40, 40}, moved_left(31.9)));
  CHECK_FALSE(kept({0, 0, 40, 40}, moved_left(32)));  // a fifth of its area is left, not more
  CHECK(kept({0, 0, 9, 2.1f}, moved_left(0)));
  CHECK_FALSE(kept({0, 0, 9, 2}, moved_left(0)));
  CHECK(kept({0, 0, 79, 4}, moved_left(0)));
  CHECK_FALSE(kept({0, 0, 80, 4}, moved_left(0)));  // an aspect of 20
  const detail::Warp smaller{cv::Matx33d(0.19, 0, 0, 0, 0.19, 0, 0, 0, 1), 0.19};
  CHECK_FALSE(kept({0, 0, 96, 96}, smaller));  // whole, but 0.19 of its area times the gain: the seed's slip
}

TEST_CASE("data/augment/random_affine: the matrix") {
  Hyp hyp = Scene::still();
  Random random({0, 0, 0, Purpose::affine});
  CHECK(detail::draw_warp({96, 96}, {96, 96}, hyp, random).matrix == cv::Matx33d::eye());
  const detail::Warp cut = detail::draw_warp({192, 192}, {96, 96}, hyp, random);
  CHECK(cut.matrix == cv::Matx33d(1, 0, -48, 0, 1, -48, 0, 0, 1));
  hyp.scale = 0.5;
  hyp.degrees = 30;
  for (int i = 0; i < 20; ++i) {
    const detail::Warp w = detail::draw_warp({192, 192}, {96, 96}, hyp, random);
    const double determinant = w.matrix(0, 0) * w.matrix(1, 1) - w.matrix(0, 1) * w.matrix(1, 0);
    CHECK(determinant == doctest::Approx(w.gain * w.gain));
    CHECK(w.gain >= 0.5);
    CHECK(w.gain <= 1.5);
    const cv::Vec3d middle = w.matrix * cv::Vec3d(96, 96, 1);
    CHECK(middle[0] == doctest::Approx(48));
    CHECK(middle[1] == doctest::Approx(48));
  }
}

TEST_CASE("data/augment/mixup: two samples, truncated bytes, both sets of boxes") {
  Sample a, b;
  a.bgr = plain(4, 4, {100, 0, 255});
  b.bgr = plain(4, 4, {51, 255, 0});
  a.labels = {{0, {0, 0, 1, 1}}};
  b.labels = {{1, {1, 1, 3, 3}}};
  detail::blend_samples(a, b, 0.5);
  CHECK(a.bgr.at<cv::Vec3b>(2, 2) == cv::Vec3b(75, 127, 127));
  CHECK(a.labels == std::vector<Label>{{0, {0, 0, 1, 1}}, {1, {1, 1, 3, 3}}});

  Scene scene;
  scene.hyp.mixup = 1;
  for (std::uint64_t p = 0; p < 5; ++p) {
    const Sample s = scene.make(Yolov5Augment{}, p), single = scene.make(NoAugment{}, p);
    CHECK(s.labels.size() == 2);
    CHECK(s.labels[0] == single.labels[0]);
  }
  scene.hyp.mosaic = 0.5;  // a canvas may meet a plain picture here
  for (std::uint64_t p = 0; p < 20; ++p)
    CHECK(scene.make(Augment<Mosaic, MixUp, RandomAffine>{}, p).bgr.size() == cv::Size(96, 96));
}

TEST_CASE("data/augment/hsv: identity at 0, channels otherwise") {
  Scene scene;
  const Sample plain_sample = scene.make(NoAugment{}, 1);
  CHECK(same(plain_sample, scene.make(Augment<Hsv>{}, 1)));
  scene.hyp.hsv_v = 0.4;
  CHECK_FALSE(same(plain_sample, scene.make(Augment<Hsv>{}, 1)));
  cv::Mat m = plain(3, 3, {0, 0, 200});  // red: hue 0, saturation 255, value 200
  detail::scale_hsv(m, 1, 1, 0.5);
  CHECK(m.at<cv::Vec3b>(1, 1) == cv::Vec3b(0, 0, 100));
  detail::scale_hsv(m, 1, 1, 100);
  CHECK(m.at<cv::Vec3b>(1, 1) == cv::Vec3b(0, 0, 255));
  detail::scale_hsv(m, 1, 0, 1);
  CHECK(m.at<cv::Vec3b>(1, 1) == cv::Vec3b(255, 255, 255));
  m = plain(3, 3, {255, 0, 0});  // blue: hue 120; times 1.5 is 180, once around: red
  detail::scale_hsv(m, 1.5, 1, 1);
  CHECK(m.at<cv::Vec3b>(1, 1) == cv::Vec3b(0, 0, 255));
}

TEST_CASE("data/augment/flip: picture and boxes together") {
  Scene scene;
  const Sample s = scene.make(NoAugment{}, 3);
  const Box b = s.labels.at(0).xyxy_px;
  scene.hyp.fliplr = 1;
  const Sample lr = scene.make(Augment<Flip>{}, 3);
  CHECK(lr.labels.at(0).xyxy_px == Box{96 - b.x2, b.y1, 96 - b.x1, b.y2});
  CHECK(lr.bgr.at<cv::Vec3b>(40, 10) == s.bgr.at<cv::Vec3b>(40, 85));
  scene.hyp.flipud = 1;
  const Sample both = scene.make(Augment<Flip>{}, 3);
  CHECK(both.labels.at(0).xyxy_px == Box{96 - b.x2, 96 - b.y2, 96 - b.x1, 96 - b.y1});
  CHECK(both.bgr.at<cv::Vec3b>(40, 10) == s.bgr.at<cv::Vec3b>(55, 85));
  scene.hyp.fliplr = 0;
  const Sample ud = scene.make(Augment<Flip>{}, 3);
  CHECK(ud.labels.at(0).xyxy_px == Box{b.x1, 96 - b.y2, b.x2, 96 - b.y1});
  CHECK(painted_share(ud, ud.labels[0]) > 0.95);
}
