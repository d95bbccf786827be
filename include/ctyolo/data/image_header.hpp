// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Size and EXIF orientation of an image file, without decoding it. Tier: data (std; OpenCV for rare formats).
#pragma once

#include <ctyolo/core/config.hpp>

#include <string>

namespace ctyolo::inline v0 {

/// What the first bytes of an image file say (and its last: a download that broke off is noticed).
struct ImageHeader {
  int width_px = 0, height_px = 0;  ///< as shown, after orientation
  int orientation = 1;              ///< EXIF 1..8; 5..8 exchange width and height
  std::string fault;                ///< why the image cannot be used; empty: it can
  std::string note;                 ///< worth a warning, but usable
};

/// JPEG, PNG and BMP are told apart by content and read here; anything else is decoded once to learn its size.
ImageHeader read_image_header(const std::string& file);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/data/image_header.ipp>
#endif
