// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A data set of coloured rectangles, small enough to be learnt by heart within a test.
#pragma once

#include "temporary_folder.hpp"

#include <ctyolo/core/random.hpp>
#include <ctyolo/data/opencv.hpp>

#include <filesystem>
#include <string>

namespace tiny {

/// `count` pictures of 64 x 64 with one red (class 0) or blue (class 1) rectangle each; training and validation see the same.
inline std::string make(const test::TemporaryFolder& folder, int count) {
  for (int i = 0; i < count; ++i) {
    ctyolo::Random random({.seed = 1, .position = static_cast<std::uint64_t>(i)});
    const int cls = i % 2;
    const int w = 20 + static_cast<int>(random.below(16)), h = 20 + static_cast<int>(random.below(16));
    const int x = static_cast<int>(random.below(static_cast<std::uint64_t>(64 - w))), y = static_cast<int>(random.below(static_cast<std::uint64_t>(64 - h)));
    cv::Mat picture(64, 64, CV_8UC3, cv::Scalar(90, 110, 100));
    picture(cv::Rect(x, y, w, h)).setTo(cls == 0 ? cv::Scalar(30, 30, 220) : cv::Scalar(220, 60, 30));
    const std::string name = std::to_string(i);
    std::filesystem::create_directories(folder / "images/train");
    cv::imwrite(folder / ("images/train/" + name + ".png"), picture);
    const auto part = [](double px) { return std::to_string(px / 64); };
    folder.write("labels/train/" + name + ".txt",
                 std::to_string(cls) + " " + part(x + w / 2.0) + " " + part(y + h / 2.0) + " " + part(w) + " " + part(h) + "\n");
  }
  return folder.write("data.yaml", "train: images/train\nval: images/train\nnc: 2\nnames: [red, blue]\n");
}

}  // namespace tiny
