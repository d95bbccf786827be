// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Rows of a case's tensors as detections and labels: for the golden tests and for replay.
#pragma once

#include <ctyolo/core/box.hpp>
#include <ctyolo/eval/nms.hpp>

#include <cstddef>
#include <vector>

namespace test {

/// Rows of x1, y1, x2, y2, score, class.
inline std::vector<ctyolo::Detection> detections_of(const std::vector<float>& rows) {
  std::vector<ctyolo::Detection> all;
  for (std::size_t i = 0; i < rows.size(); i += 6)
    all.push_back({{rows[i], rows[i + 1], rows[i + 2], rows[i + 3]}, rows[i + 4], static_cast<int>(rows[i + 5])});
  return all;
}
inline std::vector<float> rows_of(const std::vector<ctyolo::Detection>& detections) {
  std::vector<float> rows;
  for (const ctyolo::Detection& d : detections)
    rows.insert(rows.end(), {d.xyxy_px.x1, d.xyxy_px.y1, d.xyxy_px.x2, d.xyxy_px.y2, d.score, static_cast<float>(d.cls)});
  return rows;
}

/// Rows of class, x1, y1, x2, y2.
inline std::vector<ctyolo::Label> labels_of(const std::vector<float>& rows) {
  std::vector<ctyolo::Label> all;
  for (std::size_t i = 0; i < rows.size(); i += 5)
    all.push_back({static_cast<int>(rows[i]), {rows[i + 1], rows[i + 2], rows[i + 3], rows[i + 4]}});
  return all;
}
inline std::vector<float> rows_of(const std::vector<ctyolo::Label>& labels) {
  std::vector<float> rows;
  for (const ctyolo::Label& l : labels)
    rows.insert(rows.end(), {static_cast<float>(l.cls), l.xyxy_px.x1, l.xyxy_px.y1, l.xyxy_px.x2, l.xyxy_px.y2});
  return rows;
}

/// Rows of class, centre and size, normalised, as labels in pixels.
inline std::vector<ctyolo::Label> labels_in(const std::vector<float>& rows, float width_px, float height_px) {
  std::vector<ctyolo::Label> all;
  for (std::size_t i = 0; i < rows.size(); i += 5)
    all.push_back(ctyolo::label_in({0, static_cast<int>(rows[i]), rows[i + 1], rows[i + 2], rows[i + 3], rows[i + 4]}, width_px,
                                   height_px));
  return all;
}

/// Rows of x, y, w, h, objectness and classes, all decoded, as candidates (spec 5.2).
inline std::vector<ctyolo::Detection> candidates_of(const std::vector<float>& rows, std::size_t classes,
                                                    const ctyolo::NmsOptions& options) {
  const auto conf = static_cast<float>(options.conf);
  std::vector<ctyolo::Detection> all;
  for (std::size_t i = 0; i < rows.size(); i += 5 + classes) {
    const float* r = &rows[i];
    if (!(r[4] > conf)) continue;
    const ctyolo::Box box{r[0] - r[2] / 2, r[1] - r[3] / 2, r[0] + r[2] / 2, r[1] + r[3] / 2};
    ctyolo::Detection best{box, 0, 0};
    for (std::size_t c = 0; c < classes; ++c) {
      const ctyolo::Detection d{box, r[4] * r[5 + c], static_cast<int>(c)};
      if (d.score > best.score) best = d;
      if (options.multi_label && classes > 1 && d.score > conf) all.push_back(d);
    }
    if ((!options.multi_label || classes == 1) && best.score > conf) all.push_back(best);
  }
  return all;
}

}  // namespace test
