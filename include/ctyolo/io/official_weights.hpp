// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Where YOLOv5's own weights are to be had. Tier: spec (std only).
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace ctyolo::inline v0 {

/// Address of the v7.0 release's file of that name (yolov5n.pt, s, m, l, x); empty for any other. @param path  only its
/// last part counts
inline std::string official_weights(const std::string& path) {
  const std::string name = path.substr(path.find_last_of('/') + 1);  // all of it where there is none
  const bool known = name.size() == 10 && name.starts_with("yolov5") && std::string_view("nsmlx").find(name[6]) != std::string_view::npos &&
                     name.ends_with(".pt");
  return known ? "https://github.com/ultralytics/yolov5/releases/download/v7.0/" + name : std::string();
}

/// SHA-256 of the release's files, of those that were at hand (the release states none). examples/yolo.sh reads this table,
/// one file a line.
inline constexpr std::pair<std::string_view, std::string_view> official_digests[] = {
    {"yolov5n.pt", "4f180cf23ba0717ada0badd6c685026d73d48f184d00fc159c2641284b2ac0a3"},
};

}  // namespace ctyolo::inline v0
