// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of hooks/batch_pictures.hpp.
#pragma once

#include <ctyolo/hooks/batch_pictures.hpp>
#include <ctyolo/hooks/detection_pictures.ipp>
#include <ctyolo/hooks/draw.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace ctyolo::inline v0 {

namespace detail {

inline constexpr int most_batch_tiles = 16, most_batch_px = 1920;

/// Places for `count` pictures of at most `tile`, in rows of equal length; thin lines between them.
class TileGrid {
 public:
  TileGrid(int count, cv::Size tile) : side_(side(count)), tile_(tile) {
    const int rows = std::max(1, (count + side_ - 1) / side_);
    picture_ = cv::Mat(rows * tile.height, side_ * tile.width, CV_8UC3, cv::Scalar(255, 255, 255));
  }
  /// Room of picture number i.
  cv::Mat at(int i) { return picture_(cv::Rect({i % side_ * tile_.width, i / side_ * tile_.height}, tile_)); }
  static int side(int count) { return std::max(1, static_cast<int>(std::ceil(std::sqrt(count)))); }

  cv::Mat finished() {
    const cv::Scalar white(255, 255, 255);
    for (int x = tile_.width; x < picture_.cols; x += tile_.width) cv::line(picture_, {x, 0}, {x, picture_.rows}, white, 2);
    for (int y = tile_.height; y < picture_.rows; y += tile_.height) cv::line(picture_, {0, y}, {picture_.cols, y}, white, 2);
    return picture_;
  }

 private:
  int side_;
  cv::Size tile_;
  cv::Mat picture_;
};

}  // namespace detail

CTYOLO_INLINE cv::Mat draw_batch(const Batch& batch, std::span<const std::string> class_names) {
  const int count = std::min(batch.count, detail::most_batch_tiles);
  if (count < 1 || batch.width < 1 || batch.height < 1) return {};
  const double most = static_cast<double>(detail::most_batch_px) / detail::TileGrid::side(count);
  const double scale = std::min(1.0, most / std::max(batch.width, batch.height));
  const cv::Size size(std::max(1, static_cast<int>(batch.width * scale)), std::max(1, static_cast<int>(batch.height * scale)));
  detail::TileGrid grid(count, size);
  std::vector<cv::Mat> tiles;
  const std::size_t plane = static_cast<std::size_t>(batch.width) * static_cast<std::size_t>(batch.height);
  for (int i = 0; i < count; ++i) {
    std::vector<cv::Mat> bgr;
    for (std::size_t c = 3; c-- > 0;) {
      const std::uint8_t* pixels = batch.images.data() + (3 * static_cast<std::size_t>(i) + c) * plane;
      bgr.emplace_back(batch.height, batch.width, CV_8UC1, const_cast<std::uint8_t*>(pixels));  // read only
    }
    cv::Mat image;
    cv::merge(bgr, image);
    tiles.push_back(grid.at(i));
    if (image.size() == size) image.copyTo(tiles.back());
    else cv::resize(image, tiles.back(), size, 0, 0, cv::INTER_AREA);
  }
  for (const Target& t : batch.targets) {
    if (t.image < 0 || t.image >= count) continue;
    const Label label = label_in(t, static_cast<float>(size.width), static_cast<float>(size.height));
    draw_labels(tiles[static_cast<std::size_t>(t.image)], std::span(&label, 1), class_names);
  }
  return grid.finished();
}

CTYOLO_INLINE void BatchPictures::on(const TrainingStarted& e) {
  folder_ = e.folder;
  class_names_ = e.class_names;
  drawn_ = e.resumed ? batches : 0;
}

CTYOLO_INLINE void BatchPictures::on(const BatchLoaded& e) {
  if (drawn_ >= batches) return;
  pictures_.draw(folder_ + "/train_batch" + std::to_string(drawn_++) + ".jpg", [&] { return draw_batch(e.content, class_names_); });
}

CTYOLO_INLINE void BatchPictures::on(const Validated& e) {
  if (!e.final_epoch || folder_.empty() || e.samples.empty()) return;
  const std::string path = folder_ + "/val_batch0_";
  pictures_.attempt(path + "labels.jpg", [&] { write_sample_pictures(e, path); });
}

CTYOLO_INLINE void BatchPictures::write_sample_pictures(const Validated& e, const std::string& path) const {
  const auto samples = e.samples.first(std::min<std::size_t>(e.samples.size(), detail::most_batch_tiles));
  const int count = static_cast<int>(samples.size()), side = detail::most_batch_px / std::max(3, detail::TileGrid::side(count));
  detail::TileGrid labelled(count, {side, side}), found(count, {side, side});
  for (int i = 0; i < count; ++i) {
    detail::ShownSample shown = detail::shown_sample(samples[static_cast<std::size_t>(i)], side, min_score);
    if (shown.image.empty()) continue;
    const cv::Rect middle({(side - shown.image.cols) / 2, (side - shown.image.rows) / 2}, shown.image.size());
    for (detail::TileGrid* grid : {&labelled, &found}) {
      cv::Mat tile = grid->at(i);
      tile = detail::picture_ground;
      cv::Mat place = tile(middle);
      shown.image.copyTo(place);
      if (grid == &labelled) draw_labels(place, shown.labels, e.class_names);
      else draw_detections(place, shown.detections, e.class_names, min_score);
    }
  }
  write_picture(path + "labels.jpg", labelled.finished());
  write_picture(path + "pred.jpg", found.finished());
}

}  // namespace ctyolo::inline v0
