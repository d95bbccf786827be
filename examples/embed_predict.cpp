// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Detection inside another program: weights and picture come from its memory, boxes go back to it.
//
//   build/examples/embed_predict runs/train/squares/weights/best.safetensors
#include <ctyolo/predict.hpp>

#include <ctyolo/backend/threads.hpp>

#include <fstream>
#include <iostream>
#include <iterator>

using namespace ctyolo;

int main(int argc, char** argv) try {
  if (argc < 2) fail("usage: embed_predict WEIGHTS");
  std::ifstream file(argv[1], std::ios::binary);  // stands for the program's own store
  const std::vector<char> weights(std::istreambuf_iterator<char>(file), {});
  const Detector<YoloV5n::Classes<Dynamic>> detector(Checkpoint::from_bytes(std::as_bytes(std::span(weights)), argv[1]));

  constexpr int width = 200, height = 150;  // a frame of a camera, say: grey, with a bright square
  std::vector<std::uint8_t> rgb(3 * width * height, 90);
  for (int y = 40; y < 90; ++y)
    for (int x = 3 * 100; x < 3 * 150; ++x) rgb[static_cast<std::size_t>(3 * width * y + x)] = 230;

  const ComputeThreads two(2);  // of the cores, for this thread, as long as this object lives
  for (const Detection& d : detector.detect({.pixels = rgb.data(), .width_px = width, .height_px = height}, 128)) {
    const Box& b = d.xyxy_px;
    std::cout << detector.class_names()[static_cast<std::size_t>(d.cls)] << " " << d.score << " at " << b.x1 << ", " << b.y1 << " to " << b.x2
              << ", " << b.y2 << "\n";
  }
} catch (const Error& error) {  // one sentence; the library itself never prints and never exits
  std::cerr << error.what() << "\n";
  return 1;
}
