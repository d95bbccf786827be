// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of hooks/label_files.hpp.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/hooks/label_files.hpp>
#include <ctyolo/io/atomic_file.hpp>

#include <filesystem>
#include <sstream>
#include <system_error>
#include <utility>

namespace ctyolo::inline v0 {

CTYOLO_INLINE std::string label_lines(std::span<const Detection> found, int width_px, int height_px, bool scores) {
  const auto w = static_cast<float>(width_px), h = static_cast<float>(height_px);
  std::ostringstream text;
  for (const Detection& d : found) {
    const Box& b = d.xyxy_px;
    text << d.cls << ' ' << (b.x1 + b.x2) / 2 / w << ' ' << (b.y1 + b.y2) / 2 / h << ' ' << b.width() / w << ' ' << b.height() / h;
    if (scores) text << ' ' << d.score;
    text << '\n';
  }
  return text.str();
}

CTYOLO_INLINE void LabelFiles::on(const Validated& e) {
  if (folder.empty() || !e.final_epoch) return;
  try {
    const std::filesystem::path to = run_ + folder;
    std::error_code problem;
    std::filesystem::create_directories(to, problem);
    if (problem) fail(to.string(), ": the folder cannot be made: ", problem.message());
    for (const ImageDetections& image : e.samples) {
      if (image.detections.empty()) continue;
      const std::filesystem::path name = std::filesystem::path(image.path).stem().concat(".txt");
      write_file_atomically((to / name).string(), label_lines(image.detections, image.width_px, image.height_px, scores));
    }
  } catch (const Error& error) {
    if (run_.empty()) throw;
    problem_ = error.what();  // a training goes on
  }
}

CTYOLO_INLINE void LabelFiles::on(const TrainingEnded&) {
  if (!problem_.empty()) fail(std::exchange(problem_, {}), "; the training itself is complete and saved");
}

}  // namespace ctyolo::inline v0
