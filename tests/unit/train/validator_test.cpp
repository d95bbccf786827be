// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// In which pixels a validation compares boxes. How well a net does is in trainer_test.cpp.
#define CTYOLO_TEST_TORCH
#include "test.hpp"
#include "temporary_folder.hpp"
#include "train/random_net.hpp"

#include <ctyolo/ctyolo.hpp>

#include <span>
#include <vector>

using namespace ctyolo;

namespace {

using Model = YoloV5n::Classes<Dynamic>;

/// Keeps what it is asked to compare.
template <bool InNetworkPixels>
struct Spy {
  using slot = slot::evaluation;
  static constexpr bool network_pixels = InNetworkPixels;
  static inline std::vector<std::vector<Detection>> found = {};
  static inline std::vector<std::vector<Label>> labels = {};

  static std::vector<CorrectMask> match(std::span<const Detection> f, std::span<const Label> l) {
    found.emplace_back(f.begin(), f.end());
    labels.emplace_back(l.begin(), l.end());
    return match_detections(f, l);
  }
  static double area(std::span<const double> recall, std::span<const double> precision) { return area_yolov5(recall, precision); }
};
static_assert(NetworkPixelEvaluation<Spy<true>> && !NetworkPixelEvaluation<Spy<false>> && !NetworkPixelEvaluation<Yolov5AP>);

struct Collector {
  using slot = slot::hook;
  std::vector<ImageDetections> images;
  bool wants_all_detections() const { return true; }
  void on(const Validated& e) { images.assign(e.samples.begin(), e.samples.end()); }
};

}  // namespace

TEST_CASE("train/validator: boxes are compared in native pixels, or in those of the network input; hooks see native ones") {
  // 128 x 64 px, halved, in a frame of 96 x 64 with a border of 16 px
  const test::TemporaryFolder folder;
  const ValOptions options = random_net::files<Model>(folder, {128, 64});
  HookSet<Collector> native_hooks, network_hooks;
  validate<Model, Spy<false>>(options, native_hooks);
  validate<Model, Spy<true>>(options, network_hooks);

  const auto &native = Spy<false>::found, &network = Spy<true>::found;
  REQUIRE(native.size() == 2);
  REQUIRE(network.size() == 2);
  CHECK((Spy<false>::labels[0] == std::vector<Label>{{1, {32, 16, 96, 48}}}));
  REQUIRE(Spy<true>::labels[0].size() == 1);
  const Box& label = Spy<true>::labels[0][0].xyxy_px;
  CHECK(label.x1 == doctest::Approx(32));
  CHECK(label.y1 == doctest::Approx(24));
  CHECK(label.x2 == doctest::Approx(64));
  CHECK(label.y2 == doctest::Approx(40));
  const ImageOrigin origin{.width_px = 128, .height_px = 64, .gain_x = 0.5, .gain_y = 0.5, .pad_x = 16, .pad_y = 16};
  bool beside_the_picture = false;
  for (std::size_t image = 0; image < 2; ++image) {
    REQUIRE(native[image].size() > 10);
    REQUIRE(network[image].size() == native[image].size());
    std::size_t other = 0;
    for (std::size_t i = 0; i < native[image].size(); ++i) {
      const Detection &a = native[image][i], &b = network[image][i];
      const Box back = to_native(b.xyxy_px, origin);
      other += !(a.xyxy_px == back) || a.score != b.score || a.cls != b.cls;
      other += b.xyxy_px.x1 < 0 || b.xyxy_px.y1 < 0 || b.xyxy_px.x2 > 96 || b.xyxy_px.y2 > 64;
      beside_the_picture = beside_the_picture || b.xyxy_px.x1 < 15;
    }
    CHECK(other == 0);
  }
  CHECK(beside_the_picture);
  const auto &shown = std::get<Collector>(native_hooks.hooks()).images;
  const auto &shown_too = std::get<Collector>(network_hooks.hooks()).images;
  REQUIRE(shown.size() == 2);
  CHECK((shown[0].detections == shown_too[0].detections));
  CHECK((shown[1].labels == shown_too[1].labels));
  CHECK((shown[0].detections == native[0]));
}
