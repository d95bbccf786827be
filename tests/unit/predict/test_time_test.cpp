// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Test-time augmentation: its pictures against v7.0's, where its boxes come from, and v7.0's own with official weights.
#define CTYOLO_TEST_TORCH
#include "test.hpp"
#include "golden.hpp"

#include <ctyolo/data/network_input.hpp>
#include <ctyolo/graph.hpp>
#include <ctyolo/predict/detector.hpp>

#include <ATen/ops/from_blob.h>
#include <ATen/ops/full.h>

#include <cstdlib>
#include <filesystem>

using namespace ctyolo;

namespace {

at::Tensor recorded(const test::Golden& golden, const std::string& name) {
  static std::vector<std::vector<float>> alive;
  return at::from_blob(alive.emplace_back(golden.floats(name)).data(), golden.shape(name), at::kFloat).clone();
}

/// Three levels that find nothing but, on each, one box of 2 x 2 strides around the middle of cell (y, x).
std::vector<at::Tensor> one_box_a_level(int height_px, int width_px, int y, int x) {
  std::vector<at::Tensor> maps;
  for (const int stride : {8, 16, 32}) {
    at::Tensor map = at::full({1, 3 * 6, height_px / stride, width_px / stride}, -20.f);
    for (int k = 0; k < 4; ++k) map.select(1, k).fill_(0);  // anchor 0: the middle of the cell, the anchor's own size
    for (const int k : {4, 5}) map[0][k][y][x].fill_(20.f);
    maps.push_back(map);
  }
  return maps;
}

}  // namespace

TEST_CASE("predict/test_time: the pictures are those of v7.0's scale_img") {
  const test::Golden golden("augmented");
  const at::Tensor x = recorded(golden, "x");
  CHECK(test_time_input(x, test_time_passes[0], 32).equal(x));
  for (const auto& [name, pass] : {std::pair{"second", test_time_passes[1]}, {"third", test_time_passes[2]}}) {
    CAPTURE(name);
    const at::Tensor got = test_time_input(x, pass, 32), expected = recorded(golden, name);
    REQUIRE(got.sizes() == expected.sizes());
    CHECK(got.sub(expected).abs().max().item<float>() <= 2e-6f);  // LibTorch 2.12 resizes with other roundings: 1.6e-6
  }
  CHECK(test_time_input(at::full({1, 3, 32, 32}, 255, at::kByte), test_time_passes[0], 32).max().item<float>() == 1);
}

TEST_CASE("predict/test_time: boxes of each pass come back to the first one's pixels; two passes leave a level out") {
  const HeadSetup setup{.classes = 1, .strides_px = {8, 16, 32}, .anchors = std::vector<std::vector<AnchorSize>>(3, std::vector<AnchorSize>(3, {2, 2}))};
  const std::vector<at::Tensor> plain = one_box_a_level(128, 192, 1, 2);
  const TestTimeMaps more{one_box_a_level(128, 160, 1, 2), one_box_a_level(96, 160, 1, 2)};
  const auto found = test_time_candidates(read_only(head_views(plain, setup)), more, 0, setup, 192, {.conf = 0.25});
  REQUIRE(found.size() == 7);  // 2 of the first pass, 3, 2 of the last
  const auto check = [&](std::size_t i, double stride, const TestTimePass& pass) {
    CAPTURE(i);
    const double x1 = 1.5 * stride / pass.scale, x2 = 3.5 * stride / pass.scale, y1 = 0.5 * stride / pass.scale, y2 = 2.5 * stride / pass.scale;
    const Box& b = found[i].xyxy_px;
    CHECK(static_cast<double>(b.x1) == doctest::Approx(pass.mirrored ? 192 - x2 : x1));
    CHECK(static_cast<double>(b.x2) == doctest::Approx(pass.mirrored ? 192 - x1 : x2));
    CHECK(static_cast<double>(b.y1) == doctest::Approx(y1));
    CHECK(static_cast<double>(b.y2) == doctest::Approx(y2));
  };
  check(0, 8, test_time_passes[0]);
  check(1, 16, test_time_passes[0]);
  check(2, 8, test_time_passes[1]);
  check(4, 32, test_time_passes[1]);
  check(5, 16, test_time_passes[2]);
  check(6, 32, test_time_passes[2]);
}

TEST_CASE("predict/test_time: a detector sees every picture three times when it is told to") {
  using Model = YoloV5n::Classes<2>;
  Network<Model, Aten> net({.seed = 1});
  Checkpoint c;
  c.set("net", Model::net_name());
  c.set_class_names({"a", "b"});
  c.tensors = state_dict(net.parameters(), net.setup(), Model::Rows::size - 1, 1);
  const std::vector<std::uint8_t> picture(3 * 64 * 96, 100);
  const ImageOrigin origin{.width_px = 96, .height_px = 64};
  const NmsOptions all{.conf = 0, .iou = 1, .multi_label = false, .max_detections = 10000};
  CHECK(Detector<Model, Aten>(c).detect(picture.data(), origin, 64, 96, all).size() == 3 * (96 + 24 + 6));
  // first: without stride 32; second: 64 x 96 again, of 53 x 79; third: 64 x 96 of 42 x 64, without stride 8
  CHECK(Detector<Model, Aten>(c, true).detect(picture.data(), origin, 64, 96, all).size() == 3 * ((96 + 24) + (96 + 24 + 6) + (24 + 6)));
}

TEST_CASE("predict/test_time: official weights find what v7.0's model(x, augment=True) finds") {
  const char* shared = std::getenv("CTYOLO_SHARED_DATA");
  const std::string folder = shared != nullptr ? shared : "";
  if (folder.empty() || !std::filesystem::exists(folder + "/weights/yolov5n.pt") || !std::filesystem::exists(folder + "/coco128")) {
    MESSAGE("skipped: no official weights and pictures in CTYOLO_SHARED_DATA");
    return;
  }
  const test::Golden golden("augmented");
  const auto net = load_network<YoloV5n, DefaultBackend>(Checkpoint::read(folder + "/weights/yolov5n.pt"));
  const NmsOptions options{.conf = golden.number("conf"), .multi_label = false};
  const at::NoGradGuard no_gradients;
  for (const std::string k : {"0", "1", "2"}) {
    CAPTURE(k);
    const NetworkInput input = network_input(folder + "/coco128/images/train2017/" + golden.text("picture." + k), static_cast<int>(golden.number("img_px")), 32);
    const at::Tensor x = at::from_blob(const_cast<std::uint8_t*>(input.planar_rgb.data()), {1, 3, input.height_px, input.width_px}, at::kByte);
    const auto raw = net.forward(DefaultBackend::image(x));
    const auto got = test_time_candidates(read_only(head_views(raw, net.setup())), test_time_maps(net, x, 32), 0, net.setup(), input.width_px, options);
    const std::vector<float> rows = golden.floats("rows." + k);  // [n,6] x1, y1, x2, y2, score, class
    double worst_px = 0, worst_score = 0;
    std::size_t found = 0;
    for (std::size_t i = 0; i < rows.size(); i += 6) {
      double best = 1e9, score = 0;  // the nearest of its class: the two lists may differ by a score at the limit
      for (const Detection& d : got) {
        if (d.cls != static_cast<int>(rows[i + 5])) continue;
        const float px = std::max({std::abs(d.xyxy_px.x1 - rows[i]), std::abs(d.xyxy_px.y1 - rows[i + 1]), std::abs(d.xyxy_px.x2 - rows[i + 2]),
                                   std::abs(d.xyxy_px.y2 - rows[i + 3])});
        if (static_cast<double>(px) < best) best = static_cast<double>(px), score = static_cast<double>(std::abs(d.score - rows[i + 4]));
      }
      worst_px = std::max(worst_px, best);
      worst_score = std::max(worst_score, score);
      ++found;
    }
    INFO(got.size(), " boxes, recorded ", found, "; farthest ", worst_px, " px, score ", worst_score);  // seen: 0.001 px, 2e-6
    CHECK(got.size() == found);
    CHECK(worst_px <= 0.01);
    CHECK(worst_score <= 1e-5);
  }
}
