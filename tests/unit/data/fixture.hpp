// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Small data sets on disk for the tests of data/: a temporary folder, painted pictures, expected errors.
#pragma once

#include "../test.hpp"
#include "temporary_folder.hpp"

#include <ctyolo/core/error.hpp>
#include <ctyolo/data/opencv.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

namespace ctyolo::test {

/// A temporary folder that takes pictures.
class TemporaryFolder : public ::test::TemporaryFolder {
 public:
  std::string image(const std::string& name, const cv::Mat& pixels) const {
    const std::filesystem::path file = *this / name;
    std::filesystem::create_directories(file.parent_path());
    cv::imwrite(file.string(), pixels);
    return file.string();
  }
};

inline cv::Mat plain(int width_px, int height_px, const cv::Scalar& bgr = {50, 100, 150}) {
  return cv::Mat(height_px, width_px, CV_8UC3, bgr);
}

/// A picture of smooth noise: no two of them alike, no two places of one alike.
inline cv::Mat noise(int width_px, int height_px, unsigned seed) {
  cv::Mat coarse(8, 8, CV_8UC3), fine;
  std::mt19937 draw(seed);
  for (auto p = coarse.begin<cv::Vec3b>(); p != coarse.end<cv::Vec3b>(); ++p) {
    for (int c = 0; c < 3; ++c) (*p)[c] = static_cast<unsigned char>(draw() % 256);
  }
  cv::resize(coarse, fine, {width_px, height_px}, 0, 0, cv::INTER_CUBIC);
  return fine;
}

/// Colour of the painted rectangle of class 0..5.
inline cv::Scalar class_colour(int cls) {
  static const std::vector<cv::Scalar> colours = {{255, 0, 0},   {0, 255, 0},   {0, 0, 255},
                                                  {255, 255, 0}, {0, 255, 255}, {255, 0, 255}};
  return colours[static_cast<std::size_t>(cls)];
}

inline bool is_near(const cv::Vec3b& pixel, const cv::Scalar& colour, int tolerance) {
  for (int c = 0; c < 3; ++c) {
    if (std::abs(pixel[c] - static_cast<int>(colour[c])) > tolerance) return false;
  }
  return true;
}

/// Images `images/train/i.png` of various sizes, each with one painted rectangle of class i % 6, and their labels.
inline void painted_dataset(const TemporaryFolder& folder, int count, const std::string& split = "train") {
  for (int i = 0; i < count; ++i) {
    const int width = 80 + 8 * (i % 5), height = 64 + 16 * (i % 4);
    cv::Mat picture = plain(width, height, {90, 90, 90});
    const cv::Rect box(width / 8 + i % 3, height / 4, width / 2, height / 2);
    cv::rectangle(picture, box, class_colour(i % 6), cv::FILLED);
    const std::string name = (i < 10 ? "0" : "") + std::to_string(i);
    folder.image("images/" + split + "/" + name + ".png", picture);
    folder.write("labels/" + split + "/" + name + ".txt",
                 std::to_string(i % 6) + " " + std::to_string((box.x + box.width / 2.0) / width) + " " +
                     std::to_string((box.y + box.height / 2.0) / height) + " " +
                     std::to_string(1.0 * box.width / width) + " " + std::to_string(1.0 * box.height / height) + "\n");
  }
}

/// The one line of the Error that `body` throws; fails the test when it throws none.
template <class Body>
std::string error_of(const Body& body) {
  try {
    body();
  } catch (const Error& e) {
    const std::string text = e.what();
    CHECK(text.find('\n') == std::string::npos);
    return text;
  }
  FAIL("an Error was expected");
  return {};
}

inline bool contains(const std::string& text, const std::string& part) {
  const bool found = text.find(part) != std::string::npos;
  if (!found) MESSAGE("'" << text << "' does not contain '" << part << "'");
  return found;
}

/// Folder of the public example data, empty where it is not at hand.
inline std::string shared_data() {
  const char* folder = std::getenv("CTYOLO_SHARED_DATA");
  return folder == nullptr ? "" : folder;
}

}  // namespace ctyolo::test
