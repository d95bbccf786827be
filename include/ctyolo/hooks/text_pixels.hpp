// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A line of UTF-8 text as a mask: FreeType draws it with a font that fontconfig chooses. Tier: app (OpenCV).
//
// Both libraries are optional: without CTYOLO_FREETYPE no text can be drawn. Letters stand side by side in the order of the
// text: nothing is joined, and nothing runs from right to left.
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/data/opencv.hpp>

#include <string_view>

namespace ctyolo::inline v0 {

/// How far letters cover each pixel: 0 not at all, 255 wholly.
struct TextPixels {
  cv::Mat mask = {};   ///< 8-bit, 1 channel; empty where nothing can be drawn
  int above_px = 0;    ///< its rows above the line on which letters stand
  int missing = 0;     ///< characters that no font has; a box stands for each
};

/// @param capital_px  height of a capital letter, more or less
/// @return empty for what is not UTF-8, and where there is no FreeType or no font at all (which stderr is told once).
///         A text wider than 8192 px is cut.
TextPixels text_pixels(std::string_view utf8, int capital_px);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/hooks/text_pixels.ipp>
#endif
