// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of hooks/detection_pictures.hpp.
#pragma once

#include <ctyolo/data/opencv.hpp>
#include <ctyolo/eval/nms.hpp>
#include <ctyolo/hooks/columns.hpp>
#include <ctyolo/hooks/detection_pictures.hpp>
#include <ctyolo/hooks/draw.hpp>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

namespace ctyolo::inline v0 {

namespace detail {

inline const cv::Scalar picture_ground{114, 114, 114};
inline constexpr int caption_px = 20;
inline constexpr int least_tile_px = 320;  // below, names and captions find no room

inline Box scaled(const Box& b, float x, float y) { return {b.x1 * x, b.y1 * y, b.x2 * x, b.y2 * y}; }

/// A sample to be looked at: its image, and its boxes in the pixels of that image.
struct ShownSample {
  cv::Mat image = {};  // empty when the file cannot be decoded (it may be gone by now)
  std::vector<Label> labels = {};
  std::vector<Detection> detections = {};
};

inline ShownSample shown_sample(const ImageDetections& sample, int tile_px, float min_score) {
  std::ifstream in(sample.path, std::ios::binary);  // cv::imread would print a warning when there is no such file
  const std::vector<char> file(std::istreambuf_iterator<char>(in), {});
  if (file.empty()) return {};
  cv::Mat image = cv::imdecode(file, cv::IMREAD_COLOR);  // turned as EXIF says
  if (image.empty() || sample.width_px < 1 || sample.height_px < 1) return {};
  const int longer = std::max(image.cols, image.rows);
  const double scale = double(std::clamp(longer, std::min(least_tile_px, tile_px), tile_px)) / longer;
  const cv::Size size(std::max(1, static_cast<int>(std::lround(image.cols * scale))),
                      std::max(1, static_cast<int>(std::lround(image.rows * scale))));
  if (size != image.size()) cv::resize(image, image, size, 0, 0, scale < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
  const float x = float(size.width) / float(sample.width_px), y = float(size.height) / float(sample.height_px);

  ShownSample shown{image, sample.labels, {}};
  for (Label& l : shown.labels) l.xyxy_px = scaled(l.xyxy_px, x, y);
  // As a user of the detector would see them: validation keeps several classes a box and much overlap.
  for (Detection d : nms(sample.detections, {.conf = min_score, .iou = 0.45, .multi_label = false, .agnostic = true})) {
    d.xyxy_px = scaled(d.xyxy_px, x, y);
    shown.detections.push_back(d);
  }
  return shown;
}

/// The image twice, labels on the left one and detections on the right one, each under a caption; or empty.
inline cv::Mat labels_beside_detections(const ImageDetections& sample, const std::vector<std::string>& class_names,
                                        int tile_px, float min_score) {
  auto [image, labels, detections] = shown_sample(sample, tile_px, min_score);
  if (image.empty()) return {};
  cv::Mat labelled = image.clone();
  draw_labels(labelled, labels, class_names);
  draw_detections(image, detections, class_names, min_score);
  const cv::Size size = image.size();

  cv::Mat pair(size.height + caption_px, 2 * size.width + 2, CV_8UC3, picture_ground);
  labelled.copyTo(pair(cv::Rect({0, caption_px}, size)));
  image.copyTo(pair(cv::Rect({size.width + 2, caption_px}, size)));
  const auto caption = [&](int left, const std::string& text) {
    cv::Mat strip = pair(cv::Rect(left, 0, size.width, caption_px));
    const cv::Scalar white(255, 255, 255);
    draw_text(strip, text, {2, caption_px - 6}, 0.45, white, 1);
  };
  const std::string name = std::filesystem::path(sample.path).filename().string();
  const std::string limit = columns::general(double(min_score), 2);
  caption(0, name + ": " + std::to_string(labels.size()) + " labels");
  caption(size.width + 2, std::to_string(detections.size()) + " detections > " + limit);
  return pair;
}

/// Row by row in a grid that is about as wide as high (a tile is about twice as wide as high).
inline cv::Mat in_a_grid(const std::vector<cv::Mat>& tiles) {
  constexpr int gap = 6;
  const int columns = std::max(1, static_cast<int>(std::ceil(std::sqrt(double(tiles.size()) / 2))));
  const int rows = (static_cast<int>(tiles.size()) + columns - 1) / columns;
  cv::Size cell;
  for (const cv::Mat& tile : tiles) {
    cell.width = std::max(cell.width, tile.cols + gap);
    cell.height = std::max(cell.height, tile.rows + gap);
  }
  cv::Mat canvas(rows * cell.height, columns * cell.width, CV_8UC3, picture_ground);
  for (int i = 0; i < static_cast<int>(tiles.size()); ++i) {
    const cv::Mat& tile = tiles[static_cast<std::size_t>(i)];
    tile.copyTo(canvas(cv::Rect({i % columns * cell.width, i / columns * cell.height}, tile.size())));
  }
  return canvas;
}

}  // namespace detail

CTYOLO_INLINE void DetectionPictures::on(const Validated& e) {
  if (!e.final_epoch || folder_.empty()) return;
  pictures_.draw(folder_ + "/" + file_name, [&]() -> cv::Mat {
    std::vector<cv::Mat> tiles;
    for (const ImageDetections& sample : e.samples.first(std::min(e.samples.size(), most_images))) {
      cv::Mat tile = detail::labels_beside_detections(sample, e.class_names, tile_px, min_score);
      if (!tile.empty()) tiles.push_back(tile);
    }
    return tiles.empty() ? cv::Mat() : detail::in_a_grid(tiles);
  });
}

}  // namespace ctyolo::inline v0
