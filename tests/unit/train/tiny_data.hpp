// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A data set of coloured rectangles, small enough to be learnt by heart within a test.
#pragma once

#include <ctyolo/core/random.hpp>
#include <ctyolo/data/opencv.hpp>

#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

namespace tiny {

namespace fs = std::filesystem;

/// A folder that is gone when the test is over.
class Folder {
 public:
  explicit Folder(const std::string& name) : path_(fs::temp_directory_path() / ("ctyolo-" + name + "-" + std::to_string(getpid()))) {
    fs::remove_all(path_);
    fs::create_directories(path_);
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string operator/(const std::string& part) const { return (path_ / part).string(); }

 private:
  fs::path path_;
};

inline void write(const std::string& path, const std::string& text) {
  fs::create_directories(fs::path(path).parent_path());
  std::ofstream(path) << text;
}

/// `count` pictures of 64 x 64 with one red (class 0) or blue (class 1) rectangle each; training and validation see the same.
inline std::string make(const Folder& folder, int count) {
  for (int i = 0; i < count; ++i) {
    ctyolo::Random random({.seed = 1, .position = static_cast<std::uint64_t>(i)});
    const int cls = i % 2;
    const int w = 20 + static_cast<int>(random.below(16)), h = 20 + static_cast<int>(random.below(16));
    const int x = static_cast<int>(random.below(static_cast<std::uint64_t>(64 - w))), y = static_cast<int>(random.below(static_cast<std::uint64_t>(64 - h)));
    cv::Mat picture(64, 64, CV_8UC3, cv::Scalar(90, 110, 100));
    picture(cv::Rect(x, y, w, h)).setTo(cls == 0 ? cv::Scalar(30, 30, 220) : cv::Scalar(220, 60, 30));
    const std::string name = std::to_string(i);
    fs::create_directories(folder / "images/train");
    cv::imwrite(folder / ("images/train/" + name + ".png"), picture);
    const auto part = [](double px) { return std::to_string(px / 64); };
    write(folder / ("labels/train/" + name + ".txt"),
          std::to_string(cls) + " " + part(x + w / 2.0) + " " + part(y + h / 2.0) + " " + part(w) + " " + part(h) + "\n");
  }
  write(folder / "data.yaml", "train: images/train\nval: images/train\nnc: 2\nnames: [red, blue]\n");
  return folder / "data.yaml";
}

inline std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace tiny
