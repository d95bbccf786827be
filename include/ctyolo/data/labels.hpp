// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// One label file: rows of class and box. Tier: data (std only).
#pragma once

#include <ctyolo/core/box.hpp>
#include <ctyolo/core/config.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace ctyolo::inline v0 {

/// What a label file holds, and what is wrong with it.
struct LabelFile {
  bool missing = false;             ///< there is no such file: the image is background
  std::vector<Target> rows;         ///< xywh_n, image = 0; each once
  std::vector<int> lines;           ///< the line of each row, from 1
  int duplicates = 0;               ///< rows that were there before, left out
  std::vector<std::string> faults;  ///< "FILE:LINE: ..." for each bad row (the first ten, then a count)
};

/// Rows are `class x y w h`, centre and size as fractions of the image. A row with more columns is a polygon
/// `class x1 y1 x2 y2 ...` (at least three points) and becomes the box around it. Each row is judged by itself
/// (@note Deviation: one polygon makes YOLOv5 read every row of that file as a polygon).
LabelFile read_labels(const std::string& file);

/// The same for the text of a file; `file` is for the faults only.
LabelFile parse_labels(std::string_view text, const std::string& file);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/data/labels.ipp>
#endif
