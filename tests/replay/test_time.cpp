// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Test-time augmentation: the pictures of the passes; what the official weights find in real pictures.
#include "../golden_cases/detections.hpp"
#include "tensor.hpp"

#include <ctyolo/data/network_input.hpp>
#include <ctyolo/graph.hpp>
#include <ctyolo/predict/detector.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace replay {

namespace {

double farthest_px(const Detection& a, const Detection& b) {
  const Box &p = a.xyxy_px, &q = b.xyxy_px;
  return static_cast<double>(
      std::max({std::abs(p.x1 - q.x1), std::abs(p.y1 - q.y1), std::abs(p.x2 - q.x2), std::abs(p.y2 - q.y2)}));
}

/// Each beside the recorded one of its class that is nearest: the two lists may differ in order where scores are alike.
std::vector<Detection> in_order_of(const std::vector<Detection>& recorded, std::vector<Detection> found) {
  std::vector<Detection> ordered;
  for (const Detection& r : recorded) {
    auto best = found.end();
    for (auto d = found.begin(); d != found.end(); ++d)
      if (d->cls == r.cls && (best == found.end() || farthest_px(*d, r) < farthest_px(*best, r))) best = d;
    if (best == found.end()) continue;
    ordered.push_back(*best);
    found.erase(best);
  }
  ordered.insert(ordered.end(), found.begin(), found.end());
  return ordered;
}

void found_in_pictures(const Case& c, Results& results) {
  const std::string weights = c.text("weights", ""), pictures = c.text("pictures", "");
  const NmsOptions options{.conf = c.number("conf", 0.001), .multi_label = false};
  const int img_px = c.whole("img_px", 1, 8192, 640);
  if (weights.empty() || pictures.empty()) {
    for (int k = 0; c.has_option("picture." + std::to_string(k)); ++k) {
      c.text("picture." + std::to_string(k));
      results.skip("rows." + std::to_string(k), "needs --set weights=yolov5n.pt --set pictures=FOLDER");
    }
    return;
  }
  const auto net = load_network<YoloV5n, DefaultBackend>(Checkpoint::read(weights));
  const at::NoGradGuard no_gradients;
  for (int k = 0; c.has_option("picture." + std::to_string(k)); ++k) {
    const std::string name = "rows." + std::to_string(k);
    const NetworkInput input = network_input(pictures + "/" + c.text("picture." + std::to_string(k)), img_px, 32);
    const at::Tensor x =
        at::from_blob(const_cast<std::uint8_t*>(input.planar_rgb.data()), {1, 3, input.height_px, input.width_px}, at::kByte);
    const auto raw = net.forward(DefaultBackend::image(x));
    auto found = test_time_candidates(read_only(head_views(raw, net.setup())), test_time_maps(net, x, 32), 0, net.setup(),
                                      input.width_px, options);
    if (c.has(name)) found = in_order_of(test::detections_of(c.floats(name, {any, 6})), found);
    results.add_rows(name, 6, test::rows_of(found),
                     {Per::one, {0.01, 0.01, 0.01, 0.01, 1e-5, 0}});  // corners in px, score, class
  }
}

void augmented(const Case& c, Results& results) {
  if (c.has("x")) {
    const at::Tensor x = tensor(c, "x", {any, 3, any, any});
    add_tensor("second", test_time_input(x, test_time_passes[1], 32), {Per::one, {1e-6}}, results);
    add_tensor("third", test_time_input(x, test_time_passes[2], 32), {Per::one, {1e-6}}, results);
  }
  found_in_pictures(c, results);
}

}  // namespace

std::vector<Kind> test_time_kinds() { return {{"augmented", augmented}}; }

}  // namespace replay
