// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A detector inside another program: raw buffers, weights in memory, several at once.
#define CTYOLO_TEST_TORCH
#include "test.hpp"
#include "temporary_folder.hpp"

#include <ctyolo/backend/threads.hpp>
#include <ctyolo/core/random.hpp>
#include <ctyolo/data/network_input.hpp>
#include <ctyolo/predict.hpp>

#include <iostream>
#include <sstream>
#include <thread>

using namespace ctyolo;

namespace {

using Model = YoloV5n::Classes<Dynamic>;

/// Random weights, as a program would hold them.
std::vector<std::byte> weights(int classes, std::uint64_t seed) {
  const Network<Model, DefaultBackend> net({.classes = classes, .seed = seed});
  Checkpoint c;
  c.tensors = state_dict(net.parameters(), net.setup(), Model::Rows::size - 1, 0);
  c.set("net", Model::net_name());
  c.set_class_names(std::vector<std::string>(static_cast<std::size_t>(classes), "thing"));
  return c.to_bytes();
}

constexpr int width = 90, height = 50, row_bytes = 3 * width + 14;
constexpr NmsOptions all{.conf = 1e-4, .iou = 0.45, .multi_label = false, .max_detections = 20};

std::vector<std::uint8_t> noise() {
  std::vector<std::uint8_t> bytes(row_bytes * height);
  Random random({.seed = 5});
  for (auto& b : bytes) b = static_cast<std::uint8_t>(random.below(256));
  return bytes;
}

}  // namespace

TEST_CASE("predict/detector: a raw buffer gives what the same picture gives, in either order of colours") {
  const Detector<Model> detector(Checkpoint::from_bytes(weights(3, 0)));
  CHECK(detector.class_names().size() == 3);
  const std::vector<std::uint8_t> rgb = noise();
  cv::Mat bgr(height, width, CV_8UC3);
  std::vector<std::uint8_t> packed_bgr;
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      const std::uint8_t* p = rgb.data() + y * row_bytes + 3 * x;
      bgr.at<cv::Vec3b>(y, x) = {p[2], p[1], p[0]};
      packed_bgr.insert(packed_bgr.end(), {p[2], p[1], p[0]});
    }
  const NetworkInput input = network_input(bgr, 64, Model::max_stride());
  const auto expected = detector.detect(input.planar_rgb.data(), input.origin, input.height_px, input.width_px, all);
  REQUIRE(!expected.empty());
  CHECK((detector.detect({.pixels = rgb.data(), .width_px = width, .height_px = height, .row_bytes = row_bytes}, 64, all) == expected));
  CHECK((detector.detect({.pixels = packed_bgr.data(), .width_px = width, .height_px = height, .order = PixelOrder::bgr}, 64, all) == expected));
  CHECK((detector.detect({.pixels = packed_bgr.data(), .width_px = width, .height_px = height}, 64, all) != expected));
  for (const Detection& d : expected) {
    CHECK(d.xyxy_px.x1 >= 0);
    CHECK(d.xyxy_px.x2 <= width);
    CHECK(d.xyxy_px.y2 <= height);
  }
}

TEST_CASE("predict/detector: several in one process, in several threads, do not disturb each other or speak") {
  const std::vector<std::uint8_t> rgb = noise();
  const ImageView view{.pixels = rgb.data(), .width_px = width, .height_px = height, .row_bytes = row_bytes};
  std::ostringstream said;
  std::streambuf* const screen = std::cout.rdbuf(said.rdbuf());
  const Detector<Model> a(Checkpoint::from_bytes(weights(3, 0))), b(Checkpoint::from_bytes(weights(5, 1)));
  const ComputeThreads as_below(1);  // sums may depend on their number
  const auto of_a = a.detect(view, 64, all), of_b = b.detect(view, 96, all);
  CHECK((of_a != of_b));
  std::vector<Detection> again_a, again_b;
  {
    const auto run = [&](const Detector<Model>& detector, int px, std::vector<Detection>& found) {
      const ComputeThreads one(1);
      for (int i = 0; i < 5; ++i) found = detector.detect(view, px, all);
    };
    std::jthread first(run, std::cref(a), 64, std::ref(again_a)), second(run, std::cref(b), 96, std::ref(again_b));
  }
  std::cout.rdbuf(screen);
  CHECK((again_a == of_a));
  CHECK((again_b == of_b));
  CHECK(said.str() == "");
}

TEST_CASE("predict/detector: the number of threads is lent and given back") {
  const int before = at::get_num_threads();
  {
    const ComputeThreads one(before + 1);
    CHECK(at::get_num_threads() == before + 1);
  }
  CHECK(at::get_num_threads() == before);
}

TEST_CASE("predict/detector: what cannot be is one line") {
  const Detector<Model> detector(Checkpoint::from_bytes(weights(1, 0)));
  const std::uint8_t byte = 0;
  CHECK(test::contains(test::error_of([&] { detector.detect({}); }), "null pointer"));
  CHECK(test::contains(test::error_of([&] { detector.detect({.pixels = &byte, .width_px = 1, .height_px = 1}, 0); }), "img_px = 0"));
  using Other = YoloV5s::Classes<Dynamic>;
  CHECK(test::contains(test::error_of([&] { Detector<Other>(Checkpoint::from_bytes(weights(1, 0))); }), "made for YoloV5n"));
  const std::string seven = test::error_of([&] { Detector<YoloV5n::Classes<7>>(Checkpoint::from_bytes(weights(1, 0), "w")); });
  CHECK(test::contains(seven, "w: made for "));
  CHECK(test::contains(seven, "but the program's net has 7 by its type"));
}
