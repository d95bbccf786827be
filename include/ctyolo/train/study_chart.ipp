// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of train/study_chart.hpp.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/hooks/chart.hpp>
#include <ctyolo/hooks/picture_file.hpp>
#include <ctyolo/io/atomic_file.hpp>
#include <ctyolo/train/study_chart.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace ctyolo::inline v0 {

CTYOLO_INLINE cv::Mat study_picture(std::span<const StudyCurve> curves) {
  static const std::array<cv::Scalar, 6> colours{
      {{180, 119, 31}, {14, 127, 255}, {44, 160, 44}, {40, 39, 214}, {189, 103, 148}, {75, 86, 140}}};
  struct Points {
    std::vector<double> ms, px, map50, map50_95;
  };
  std::vector<Points> all;
  Points every;
  for (const StudyCurve& curve : curves) {
    Points& p = all.emplace_back();
    for (const StudyRow& r : curve.rows) {
      p.ms.push_back(r.ms());
      p.px.push_back(r.img_px > 0 ? r.img_px : std::nan(""));
      p.map50.push_back(r.map50);
      p.map50_95.push_back(r.map50_95);
    }
    for (auto values : {&Points::ms, &Points::px, &Points::map50, &Points::map50_95})
      (every.*values).insert((every.*values).end(), (p.*values).begin(), (p.*values).end());
  }
  if (every.ms.empty()) return {};

  constexpr int width = 640, height = 420;
  cv::Mat picture = blank_picture(2 * width, height);
  const auto upwards = [](std::vector<double> values) {
    values.push_back(0);
    return range_of(values);
  };
  const Chart speed = draw_axes(picture(cv::Rect(0, 0, width, height)),
                                {.title = "speed against mAP", .x_name = "ms an image, inference and NMS", .y_name = "mAP@.5:.95",
                                 .x = upwards(every.ms), .y = range_of(every.map50_95)});
  const Chart sizes = draw_axes(picture(cv::Rect(width, 0, width, height)),
                                {.title = "mAP@.5:.95, and thin mAP@.5", .x_name = "image size in px", .y_name = "mAP",
                                 .x = range_of(every.px), .y = upwards(every.map50)});
  std::vector<LegendEntry> names;
  for (std::size_t c = 0; c < all.size(); ++c) {
    const Points& p = all[c];
    const cv::Scalar& colour = colours[c % colours.size()];
    names.push_back({curves[c].name, colour, 2});
    draw_line(speed, p.ms, p.map50_95, colour);
    draw_points(speed, p.ms, p.map50_95, std::span(&colour, 1), 4);
    draw_line(sizes, p.px, p.map50, colour, 1);
    draw_line(sizes, p.px, p.map50_95, colour);
    draw_points(sizes, p.px, p.map50_95, std::span(&colour, 1), 4);
    cv::Mat letters = speed.picture;
    for (std::size_t i = 0; i < p.ms.size(); ++i) {
      if (!std::isfinite(p.px[i])) continue;
      const cv::Point at(speed.at(p.ms[i], p.map50_95[i]));
      const int beside = at.x + 40 > speed.plot.br().x ? -34 : 6;
      cv::putText(letters, std::to_string(static_cast<int>(p.px[i])), at + cv::Point(beside, 14), cv::FONT_HERSHEY_SIMPLEX, 0.35,
                  {90, 90, 90}, 1, cv::LINE_AA);
    }
  }
  if (names.size() > 1) draw_legend(sizes, names, sizes.plot.tl() + cv::Point(8, 8));
  return picture;
}

CTYOLO_INLINE void write_study(const std::string& folder, const std::string& name, std::span<const StudyRow> rows) {
  namespace fs = std::filesystem;
  write_file_atomically((fs::path(folder) / (name + ".txt")).string(), study_text(rows));
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const fs::path& file = entry.path();
    if (file.filename().string().starts_with("study_") && file.extension() == ".txt") files.push_back(file);
  }
  std::sort(files.begin(), files.end());
  std::vector<StudyCurve> curves;
  for (const fs::path& file : files) {
    std::ifstream in(file, std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(in), {});
    curves.push_back({file.stem().string().substr(6), read_study(text, file.string())});
  }
  const cv::Mat picture = study_picture(curves);
  if (!picture.empty()) write_picture((fs::path(folder) / "study.png").string(), picture);
}

}  // namespace ctyolo::inline v0
