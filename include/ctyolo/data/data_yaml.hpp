// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// data.yaml: where the pictures are and what the classes are called. Tier: data (std, yaml-cpp).
#pragma once

#include <ctyolo/core/config.hpp>

#include <string>
#include <vector>

namespace ctyolo::inline v0 {

/// What a data.yaml says, paths resolved. An entry is a folder of images, a .txt list of images, or one image.
///
/// A relative entry is looked for under `path:` (itself relative to the yaml's folder, else to the working folder),
/// then in the yaml's folder, then in the working folder; one that begins with "../" is also tried without it, because
/// exported data sets often carry one too many. What exists first is taken and kept here, so that it can be printed.
struct DataYaml {
  std::string file;                ///< as it was given
  std::vector<std::string> names;  ///< class c is called names[c]
  std::vector<std::string> train;  ///< these exist
  std::vector<std::string> val;    ///< these exist
  std::vector<std::string> test;   ///< as written where nothing exists: it is used only on demand

  /// Entries of "train", "val" or "test".
  const std::vector<std::string>& entries(const std::string& split) const;
};

/// Reads and checks a data.yaml; throws Error with file and line.
DataYaml read_data_yaml(const std::string& file);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/data/data_yaml.ipp>
#endif
