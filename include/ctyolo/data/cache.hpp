// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Where decoded and resized images are kept between epochs. Tier: spec (std only).
#pragma once

namespace ctyolo::inline v0 {

enum class Cache : unsigned char {
  automatic,  ///< in memory where the whole split takes little of what is free (chosen_cache), else nowhere
  none,       ///< nowhere: every image is decoded every time
  ram,        ///< in memory (ImageCache::bytes_needed tells how much that is)
  disk,       ///< in a folder beside the labels; other runs use it too (data/disk_cache.hpp)
};

}  // namespace ctyolo::inline v0
