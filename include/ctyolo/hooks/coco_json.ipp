// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of hooks/coco_json.hpp.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/core/json_text.hpp>
#include <ctyolo/core/number.hpp>
#include <ctyolo/hooks/coco_json.hpp>
#include <ctyolo/io/atomic_file.hpp>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <utility>

namespace ctyolo::inline v0 {

namespace detail {

/// "000000000009" is 9, "kitchen" is "kitchen".
inline std::string coco_image_id(const std::string& path) {
  const std::string stem = std::filesystem::path(path).stem().string();
  if (stem.empty() || !std::ranges::all_of(stem, [](char c) { return c >= '0' && c <= '9'; })) return quoted_json(stem);
  const auto first = std::min(stem.find_first_not_of('0'), stem.size() - 1);
  return stem.substr(first);
}

inline std::string decimals(float value, double units) {
  return shortest(std::nearbyint(static_cast<double>(value) * units) / units);
}

}  // namespace detail

CTYOLO_INLINE std::string coco_results(std::span<const ImageDetections> images, std::span<const int> categories) {
  std::string text = "[";
  for (const ImageDetections& image : images) {
    const std::string id = detail::coco_image_id(image.path);
    for (const Detection& d : image.detections) {
      const auto cls = static_cast<std::size_t>(d.cls);
      if (!categories.empty() && cls >= categories.size())
        fail("COCO's results: class ", d.cls, ", but there are categories for ", categories.size(),
             "; coco_ids is meant for COCO's 80 classes");
      const Box& b = d.xyxy_px;
      const auto px = [](float v) { return detail::decimals(v, 1e3); };
      text += (text.size() > 1 ? ",\n" : "\n") + ("{\"image_id\": " + id);
      text += ", \"category_id\": " + std::to_string(categories.empty() ? d.cls : categories[cls]);
      text += ", \"bbox\": [" + px(b.x1) + ", " + px(b.y1) + ", " + px(b.width()) + ", " + px(b.height());
      text += "], \"score\": " + detail::decimals(d.score, 1e5) + "}";
    }
  }
  return text + "\n]\n";
}

CTYOLO_INLINE void CocoJson::on(const Validated& e) {
  if (file.empty() || !e.final_epoch) return;
  try {
    write_file_atomically(folder_ + file, coco_results(e.samples, coco_ids ? std::span<const int>(coco_categories) : std::span<const int>()));
  } catch (const Error& error) {
    if (folder_.empty()) throw;
    problem_ = error.what();  // a training goes on
  }
}

CTYOLO_INLINE void CocoJson::on(const TrainingEnded&) {
  if (!problem_.empty()) fail(std::exchange(problem_, {}), "; the training itself is complete and saved");
}

}  // namespace ctyolo::inline v0
