// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of train/study_table.hpp.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/core/text.hpp>
#include <ctyolo/hooks/columns.hpp>
#include <ctyolo/train/study_table.hpp>

#include <algorithm>
#include <filesystem>
#include <sstream>

namespace ctyolo::inline v0 {

CTYOLO_INLINE StudyRow study_row(const Results& r, int img_px, int batch) {
  return {r.precision, r.recall, r.map50, r.map50_95, r.loss, r.speed, img_px, batch};
}

CTYOLO_INLINE std::string study_text(std::span<const StudyRow> rows) {
  std::string text = "#";
  for (const char* name : {"P", "R", "mAP50", "mAP50-95", "box", "obj", "cls", "pre-ms", "infer-ms", "NMS-ms", "px", "batch"})
    text += columns::right(name, text.size() == 1 ? 9 : 11);
  for (const StudyRow& r : rows) {
    text += "\n";
    bool first = true;
    for (const double value : {r.precision, r.recall, r.map50, r.map50_95, r.loss.box, r.loss.obj, r.loss.cls, r.speed.preprocess,
                               r.speed.inference, r.speed.nms, double(r.img_px), double(r.batch)}) {
      text.append(first ? "" : " ").append(columns::right(value, 10, 4));
      first = false;
    }
  }
  return text + "\n";
}

CTYOLO_INLINE std::vector<StudyRow> read_study(const std::string& text, const std::string& what) {
  std::vector<StudyRow> rows;
  std::istringstream lines(text);
  int number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    line.resize(std::min(line.size(), line.find('#')));
    std::vector<double> v;
    std::istringstream words(line);
    for (std::string word; words >> word;) from_text(word, v.emplace_back(), what + ", line " + std::to_string(number));
    if (v.empty()) continue;
    if (v.size() != 10 && v.size() != 12)
      fail(what, ", line ", number, ": ", v.size(), " numbers; a row of a study has 12, or v7.0's 10");
    v.resize(12);
    rows.push_back({v[0], v[1], v[2], v[3], {v[4], v[5], v[6]}, {v[7], v[8], v[9]}, static_cast<int>(v[10]),
                    static_cast<int>(v[11])});
  }
  return rows;
}

CTYOLO_INLINE std::string study_name(const std::string& data, const std::string& weights) {
  namespace fs = std::filesystem;
  const fs::path path(weights), set = fs::path(data);
  std::string name = path.stem().string();
  const fs::path run = path.parent_path().parent_path().filename();
  if (path.parent_path().filename() == "weights" && !run.empty()) name = run.string() + "-" + name;
  // data.yaml says nothing; the folder around it does
  const std::string folder = set.parent_path().filename().string();
  return "study_" + (set.stem() == "data" && !folder.empty() ? folder : set.stem().string()) + "_" + name;
}

}  // namespace ctyolo::inline v0
