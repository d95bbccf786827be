// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// What `yolo.sh detect` makes of the boxes of a picture: a line, a label file, crops, a drawing.
#pragma once

#include <yolo/detect_arguments.hpp>

#include <ctyolo/hooks/crop.hpp>
#include <ctyolo/hooks/draw.hpp>
#include <ctyolo/hooks/label_files.hpp>

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace yolo {

namespace fs = std::filesystem;

/// "3 RBCs, 1 WBC": how many of each class.
inline std::string summary(const std::vector<ctyolo::Detection>& found, const std::vector<std::string>& names) {
  std::vector<int> count(names.size());
  for (const auto& d : found) ++count[static_cast<std::size_t>(d.cls)];
  std::string text;
  for (std::size_t c = 0; c < names.size(); ++c)
    if (count[c] > 0) text += (text.empty() ? "" : ", ") + std::to_string(count[c]) + " " + names[c] + (count[c] > 1 ? "s" : "");
  return text.empty() ? "nothing" : text;
}

/// The files of a run that hold numbers and cut-outs, and the look of a drawing.
class DetectFiles {
 public:
  DetectFiles(const DetectArguments& a, const std::vector<std::string>& names) : a_(a), names_(names) {}

  void start(const fs::path& folder) {
    folder_ = folder;
    if (a_.save_txt) fs::create_directories(folder_ / "labels");
  }

  /// @param picture  nothing is drawn on it yet
  /// @param stem     name of its label file, no suffix  @param source  what its crops are called by
  void write(const cv::Mat& picture, const std::vector<ctyolo::Detection>& found, const std::string& stem,
             const std::string& source) {
    if (a_.save_txt) write_labels(folder_ / "labels" / (stem + ".txt"), found, picture.size());
    if (!a_.save_crop) return;
    for (auto d = found.rbegin(); d != found.rend(); ++d) {  // as YOLOv5: the best last
      const cv::Rect area = ctyolo::crop_area(d->xyxy_px, picture.size());
      if (area.empty()) continue;
      const fs::path crops = folder_ / "crops" / ctyolo::folder_name(names_[static_cast<std::size_t>(d->cls)], d->cls);
      int& crop = crops_[{d->cls, source}];
      if (++crop == 1) fs::create_directories(crops);
      write_picture(crops / (source + (crop > 1 ? std::to_string(crop) : "") + ".jpg"), picture(area));
    }
  }

  void draw(cv::Mat& bgr, const std::vector<ctyolo::Detection>& found) const {
    constexpr float every_score = -1;  // --conf has chosen
    ctyolo::draw_detections(bgr, found, names_, every_score,
                            a_.hide_labels ? ctyolo::Caption::nothing
                            : a_.hide_conf ? ctyolo::Caption::name
                                           : ctyolo::Caption::name_and_score);
  }

  /// As a .jpg where OpenCV only reads the format that the name asks for.
  static void write_picture(fs::path file, const cv::Mat& bgr) {
    if (!cv::haveImageWriter(file.string())) file += ".jpg";
    if (!cv::imwrite(file.string(), bgr)) ctyolo::fail(file.string(), ": could not be written");
  }

 private:
  void write_labels(const fs::path& file, const std::vector<ctyolo::Detection>& found, cv::Size size) const {
    std::ofstream out(file);
    out << ctyolo::label_lines(found, size.width, size.height, a_.save_conf);
    if (!out.flush()) ctyolo::fail(file.string(), ": could not be written");
  }

  const DetectArguments& a_;
  const std::vector<std::string>& names_;
  fs::path folder_;
  std::map<std::pair<int, std::string>, int> crops_ = {};  ///< of a class and a source
};

}  // namespace yolo
