// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The saved index of a split: what was scanned, so that an unchanged data set is not scanned again. Tier: data (std).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/data/dataset_scan.hpp>

#include <string>
#include <vector>

namespace ctyolo::inline v0 {

/// Text of an index; empty when a path cannot be written into one (it has a line break).
std::string index_text(const std::vector<ScannedImage>& scans);

/// The scans of an index, or none when it is of another version, damaged or cut off: then everything is scanned again.
std::vector<ScannedImage> parse_index(const std::string& text);

/// Reads an index file; none when there is no such file.
std::vector<ScannedImage> load_index(const std::string& file);

/// Writes an index file in one step (a reader sees the old or the new one, never half). False when that failed:
/// an index saves time and nothing else, so a data set on a read-only disk works without.
bool save_index(const std::string& file, const std::vector<ScannedImage>& scans);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/data/dataset_index.ipp>
#endif
