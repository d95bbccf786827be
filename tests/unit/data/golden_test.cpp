// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Pictures and boxes against what YOLOv5's own code made of the same ones (tests/golden/README.md).
#include "../test.hpp"

#include <ctyolo/core/error.hpp>
#include <ctyolo/data/augment/hsv.hpp>
#include <ctyolo/data/augment/mosaic.hpp>
#include <ctyolo/data/augment/random_affine.hpp>
#include <ctyolo/data/augment/seed_affine.hpp>
#include <ctyolo/data/letterbox.hpp>
#include <ctyolo/data/network_input.hpp>
#include <ctyolo/io/safetensors.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

using namespace ctyolo;

namespace {

class Golden {
 public:
  explicit Golden(const std::string& name)
      : file_((std::filesystem::path(__FILE__).parent_path() / "../../golden/data" /
               ("pixels_" + name + ".safetensors"))
                  .string()) {}

  bool has(const std::string& name) const { return file_.find(name) != nullptr; }
  cv::Mat picture(const std::string& name) const {
    const TensorRecord& t = tensor(name, Dtype::u8);
    REQUIRE(t.shape.size() == 3);
    cv::Mat bgr(static_cast<int>(t.shape[0]), static_cast<int>(t.shape[1]), CV_8UC3);
    REQUIRE(t.bytes.size() == bgr.total() * 3);
    std::memcpy(bgr.data, t.bytes.data(), t.bytes.size());
    return bgr;
  }
  std::vector<std::int32_t> ints(const std::string& name) const { return elements<std::int32_t>(name, Dtype::i32); }
  std::vector<double> doubles(const std::string& name) const { return elements<double>(name, Dtype::f64); }
  std::vector<float> floats(const std::string& name) const { return elements<float>(name, Dtype::f32); }
  std::vector<Label> labels(const std::string& name) const {  // [n,5] class, corners
    const std::vector<float> f = floats(name);
    std::vector<Label> all;
    for (std::size_t i = 0; i < f.size(); i += 5)
      all.push_back({static_cast<int>(f[i]), {f[i + 1], f[i + 2], f[i + 3], f[i + 4]}});
    return all;
  }

 private:
  /// Throws if there is no such tensor.
  const TensorRecord& tensor(const std::string& name, Dtype dtype) const {
    const TensorRecord* record = file_.find(name);
    if (record == nullptr || record->dtype != dtype) fail("ctyolo: ", file_.path(), ": no ", name, " of its type");
    return *record;
  }
  template <class T>
  std::vector<T> elements(const std::string& name, Dtype dtype) const {
    const auto bytes = tensor(name, dtype).bytes;
    std::vector<T> all(bytes.size() / sizeof(T));
    if (!all.empty()) std::memcpy(all.data(), bytes.data(), bytes.size());
    return all;
  }

  SafetensorsFile file_;
};

/// Bytes that differ; all where sizes do.
std::size_t different(const cv::Mat& got, const cv::Mat& expected) {
  if (got.size() != expected.size() || got.type() != expected.type()) return 3 * expected.total();
  std::size_t n = 0;
  for (int y = 0; y < got.rows; ++y)
    for (int x = 0; x < 3 * got.cols; ++x) n += got.ptr(y)[x] == expected.ptr(y)[x] ? 0 : 1;
  return n;
}

void check_labels(const std::vector<Label>& got, const std::vector<Label>& expected) {
  REQUIRE(got.size() == expected.size());
  for (std::size_t i = 0; i < got.size(); ++i) {
    CAPTURE(i);
    CHECK(got[i].cls == expected[i].cls);
    const Box &a = got[i].xyxy_px, &b = expected[i].xyxy_px;
    CHECK(std::abs(a.x1 - b.x1) <= 1e-3f);
    CHECK(std::abs(a.y1 - b.y1) <= 1e-3f);
    CHECK(std::abs(a.x2 - b.x2) <= 1e-3f);
    CHECK(std::abs(a.y2 - b.y2) <= 1e-3f);
  }
}

/// Runs `check` with "0", "1", ... as far as the file goes.
template <class Check>
void each(const Golden& golden, int cases, const Check& check) {
  int k = 0;
  for (; golden.has(std::to_string(k) + ".pixels"); ++k) {
    CAPTURE(k);
    check(std::to_string(k));
  }
  CHECK(k == cases);
}

}  // namespace

TEST_CASE("data/golden: letterbox and the network's input") {
  const Golden golden("letterbox");
  each(golden, 12, [&](const std::string& k) {
    const auto c = golden.ints(k + ".frame");  // width, height, scale_up, auto, tall
    const auto fit = golden.doubles(k + ".fit");
    const cv::Mat picture = golden.picture(c.at(4) != 0 ? "tall" : "wide"), expected = golden.picture(k + ".pixels");
    if (c[3] == 0) {
      const Letterbox got = letterbox_of(picture.size(), {c[0], c[1]}, c[2] != 0);
      CHECK(got.gain == fit.at(0));
      CHECK(got.pad_x_px == fit.at(1));
      CHECK(got.pad_y_px == fit.at(2));
      CHECK(different(letterboxed(picture, got), expected) == 0);
    } else {
      const NetworkInput got = network_input(picture, c[0], 32);
      CHECK(got.origin.gain_x == fit.at(0));
      CHECK(got.origin.pad_x == fit.at(1));
      CHECK(got.origin.pad_y == fit.at(2));
      REQUIRE(got.width_px == expected.cols);
      REQUIRE(got.height_px == expected.rows);
      std::size_t far = 0, i = 0;
      for (const int channel : {2, 1, 0})
        for (int y = 0; y < expected.rows; ++y)
          for (int x = 0; x < expected.cols; ++x)
            far += got.planar_rgb.at(i++) == expected.at<cv::Vec3b>(y, x)[channel] ? 0 : 1;
      CHECK(far == 0);
    }
  });
}

TEST_CASE("data/golden: resizing by the longest side") {
  const Golden golden("resize");
  each(golden, 11, [&](const std::string& k) {
    const auto c = golden.ints(k + ".case");  // img_px, augmenting, tall
    const cv::Mat picture = golden.picture(c.at(2) != 0 ? "tall" : "wide");
    CHECK(different(resized(picture, c[0], c[1] != 0), golden.picture(k + ".pixels")) == 0);
  });
}

TEST_CASE("data/golden: hue, saturation, value") {
  const Golden golden("hsv");
  each(golden, 4, [&](const std::string& k) {
    const auto gains = golden.doubles(k + ".gains");
    cv::Mat bgr = golden.picture("picture");
    detail::scale_hsv(bgr, gains.at(0), gains.at(1), gains.at(2));
    CHECK(different(bgr, golden.picture(k + ".pixels")) == 0);
  });
}

/// Draws, matrices, pixels and boxes of recorded warps. `check_boxes` gets the warped sample, the recorded labels, the frame and
/// the warp. @param limit_count  numbers of hyp that a case holds  @return boxes dropped
template <class Draw, class Apply, class CheckBoxes>
std::size_t check_warps(const Golden& golden, int cases, std::size_t limit_count, Draw draw, Apply apply, CheckBoxes check_boxes) {
  const std::vector<Label> labels = golden.labels("labels");
  std::size_t dropped = 0;
  each(golden, cases, [&](const std::string& k) {
    const auto setup = golden.ints(k + ".setup");      // seed, border
    const auto limits = golden.doubles(k + ".limits");  // degrees, translate, scale, shear, v7.0: perspective
    REQUIRE(limits.size() == limit_count);
    Hyp hyp;
    hyp.degrees = limits[0], hyp.translate = limits[1], hyp.scale = limits[2], hyp.shear = limits[3];
    if (limit_count > 4) hyp.perspective = limits[4];
    const Random::Key key{.seed = static_cast<std::uint64_t>(setup.at(0)), .purpose = Purpose::affine};
    Random numbers(key);
    for (const double number : golden.doubles(k + ".draws")) REQUIRE(numbers.uniform() == number);

    const cv::Mat picture = golden.picture("picture"), expected = golden.picture(k + ".pixels");
    const cv::Size frame(picture.cols + 2 * setup.at(1), picture.rows + 2 * setup.at(1));
    Random random(key);
    const detail::Warp drawn = draw(picture.size(), frame, hyp, random);
    const auto matrix = golden.doubles(k + ".matrix");
    REQUIRE(matrix.size() == 9);
    CHECK(drawn.gain == golden.doubles(k + ".gain").at(0));
    for (std::size_t i = 0; i < 9; ++i) {
      CAPTURE(i);
      CHECK(std::abs(drawn.matrix.val[i] - matrix[i]) <= 1e-12 * std::max(1.0, std::abs(matrix[i])));
    }
    for (const detail::Warp& warp : {drawn, detail::Warp{cv::Matx33d(matrix.data()), drawn.gain}}) {
      Sample sample;
      sample.bgr = picture;
      sample.labels = labels;
      sample.margin_px = {-setup.at(1), -setup.at(1)};
      apply(sample, frame, warp);
      CHECK(different(sample.bgr, expected) == 0);
      CHECK(sample.margin_px == cv::Size(0, 0));
      check_boxes(sample, golden.labels(k + ".labels"), frame, warp);
      dropped += labels.size() - sample.labels.size();
    }
  });
  return dropped;
}

TEST_CASE("data/golden: warp") {
  CHECK(check_warps(Golden("warp"), 9, 5, detail::draw_warp, detail::apply_warp,
                    [](const Sample& sample, const std::vector<Label>& expected, cv::Size, const detail::Warp&) {
                      check_labels(sample.labels, expected);
                    }) > 0);
}

TEST_CASE("data/golden: the seed's warp") {
  const Golden golden("warp_seed");
  bool as_v7 = true;
  const std::size_t dropped = check_warps(
      golden, 10, 4, detail::draw_seed_warp, detail::apply_seed_warp,
      [&](const Sample& sample, const std::vector<Label>& expected, cv::Size frame, const detail::Warp& warp) {
        CHECK((sample.labels == expected));
        Sample other;
        other.bgr = golden.picture("picture");
        other.labels = golden.labels("labels");
        detail::apply_warp(other, frame, warp);
        as_v7 = as_v7 && other.labels.size() == sample.labels.size();
      });
  CHECK(dropped == 2 * 74);
  CHECK_FALSE(as_v7);  // the cases tell the limits of the two apart
}

TEST_CASE("data/golden: mosaic") {
  const Golden golden("mosaic");
  each(golden, 3, [&](const std::string& k) {
    const auto p = golden.ints(k + ".plan");  // centre x and y, four pictures
    REQUIRE(p.size() == 6);
    const detail::MosaicPlan plan{{p[2], p[3], p[4], p[5]}, p[0], p[1]};
    const cv::Mat expected = golden.picture(k + ".pixels");
    Sample mosaic;
    mosaic.canvas.size_px = expected.size();
    for (int corner = 0; corner < 4; ++corner) {
      const std::string i = std::to_string(plan.images[static_cast<std::size_t>(corner)]);
      Sample sample;
      sample.bgr = golden.picture("picture." + i);
      const auto w = static_cast<float>(sample.width_px()), h = static_cast<float>(sample.height_px());
      sample.labels = golden.labels("labels." + i);
      for (Label& label : sample.labels) {  // centre and size, normalised
        const auto [x, y, bw, bh] = label.xyxy_px;
        label.xyxy_px = {w * (x - bw / 2), h * (y - bh / 2), w * (x + bw / 2), h * (y + bh / 2)};
      }
      detail::place_in_mosaic(sample, corner, plan, mosaic);
    }
    paint(mosaic);
    CHECK(different(mosaic.bgr, expected) == 0);
    check_labels(mosaic.labels, golden.labels(k + ".labels"));
  });
}
