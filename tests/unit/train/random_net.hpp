// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Two pictures of noise and a checkpoint of random weights, which finds much and nothing right.
#pragma once

#include "temporary_folder.hpp"

#include <ctyolo/core/random.hpp>
#include <ctyolo/data/opencv.hpp>
#include <ctyolo/io/checkpoint.hpp>
#include <ctyolo/nn/state_dict.hpp>
#include <ctyolo/train/validate.hpp>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace random_net {

/// Each picture has one box of class 1 in its middle, half as wide and high. @return how to validate them at 64 px
template <class Model>
ctyolo::ValOptions files(const test::TemporaryFolder& folder, cv::Size size) {
  for (const std::string name : {"a", "b"}) {
    ctyolo::Random random({.seed = static_cast<std::uint64_t>(name[0])});
    cv::Mat picture(size, CV_8UC3);
    for (int y = 0; y < size.height; ++y)
      for (int x = 0; x < 3 * size.width; ++x) picture.ptr(y)[x] = static_cast<std::uint8_t>(random.below(256));
    folder.write("labels/" + name + ".txt", "1 0.5 0.5 0.5 0.5\n");
    std::filesystem::create_directories(folder / "images");
    cv::imwrite(folder / ("images/" + name + ".png"), picture);
  }
  const ctyolo::Network<Model, ctyolo::DefaultBackend> net({.classes = 2, .seed = 3});
  ctyolo::Checkpoint c;
  c.tensors = ctyolo::state_dict(net.parameters(), net.setup(), Model::Rows::size - 1, 0);
  c.set("net", Model::net_name());
  c.set_class_names(std::vector<std::string>{"red", "blue"});
  c.write(folder / "net.safetensors");
  folder.write("data.yaml", "train: images\nval: images\nnc: 2\nnames: [red, blue]\n");
  return {.weights = folder / "net.safetensors", .data = folder / "data.yaml", .img_px = 64, .batch = 2, .workers = 0,
          .nms = {.conf = 1e-4}};
}

}  // namespace random_net
