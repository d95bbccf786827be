// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A camera's program: a raw RGB buffer in, boxes out. Its weights are random, made on the spot, and stay in memory.
#include <ctyolo/predict.hpp>

#include <cstdio>
#include <span>

using Model = ctyolo::YoloV5n::Classes<ctyolo::Dynamic>;

static std::vector<std::byte> weights() {
  const ctyolo::Network<Model, ctyolo::DefaultBackend> net({.classes = 2});
  ctyolo::Checkpoint c;
  c.tensors = ctyolo::state_dict(net.parameters(), net.setup(), Model::Rows::size - 1, 0);
  c.set("net", Model::net_name());
  c.set_class_names({"cat", "dog"});
  return c.to_bytes();
}

int main() try {
  const ctyolo::Detector<Model> detector(ctyolo::Checkpoint::from_bytes(weights()));
  constexpr int width = 200, height = 150;
  std::vector<std::uint8_t> rgb(3 * width * height, 90);
  for (std::size_t i = 0; i < rgb.size(); i += 7) rgb[i] = 230;
  const ctyolo::ComputeThreads one(1);
  const auto found = detector.detect({.pixels = rgb.data(), .width_px = width, .height_px = height}, 128,
                                     {.conf = 1e-4, .iou = 0.45, .multi_label = false, .max_detections = 5});
  for (const ctyolo::Detection& d : found) {
    const std::string& name = detector.class_names()[static_cast<std::size_t>(d.cls)];
    std::printf("%s %.4f\n", name.c_str(), static_cast<double>(d.score));
  }
  return found.empty() ? 1 : 0;
} catch (const ctyolo::Error& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 1;
}
