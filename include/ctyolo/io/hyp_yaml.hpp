// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Hyper-parameters as a YOLOv5 hyp file: `name: value` lines. Tier: app (yaml-cpp).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/hyp/hyp.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace ctyolo::inline v0 {

/// What a hyp file said.
struct HypFile {
  Hyp hyp;                           ///< the defaults, where the file names no value
  std::vector<std::string> missing;  ///< numbers that the file does not name
  std::vector<std::string> ignored;  ///< keys of YOLOv5 that have no meaning here (iou_t, anchors)
  std::string note;                  ///< one line that names each key whose effect one would miss, and why; empty: there is none
};

/// Reads YOLOv5's hyp files of any version; the seed's `giou` is `box`.
/// @throws Error in one line with file and line: unknown key (with the nearest known one), key twice, not a number
HypFile read_hyp_file(const std::string& path, const Hyp& defaults = {});

/// The same from a text; `path` is what errors call it.
HypFile parse_hyp(std::string_view text, const std::string& path, const Hyp& defaults = {});

/// read_hyp_file, when what is missing does not matter.
Hyp read_hyp_yaml(const std::string& path, const Hyp& defaults = {});

/// The text of a hyp file that reads back as exactly these numbers, here and in Python.
std::string hyp_yaml(const Hyp& hyp);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/io/hyp_yaml.ipp>
#endif
