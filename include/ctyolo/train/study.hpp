// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A study: one checkpoint validated at several image sizes. Tier: nn.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/graph/net.hpp>
#include <ctyolo/hooks/events.hpp>
#include <ctyolo/train/study_chart.hpp>
#include <ctyolo/train/study_table.hpp>
#include <ctyolo/train/validate.hpp>

#include <algorithm>
#include <concepts>
#include <string>
#include <vector>

namespace ctyolo::inline v0 {

struct StudyOptions {
  std::vector<int> sizes_px = {};  ///< rounded up to multiples of the largest stride, each once; none: the generation's
  std::string folder = {};         ///< where study_DATA_WEIGHTS.txt and study.png go; exists
};

/// 256 to 1536 in steps of 128, as v7.0's val.py; for nets of the seed 352 to 800 in steps of 64, as its test.py.
template <AnyNet Model>
std::vector<int> study_sizes() {
  const bool seed = std::same_as<typename Model::Generation, GenerationV1>;
  std::vector<int> sizes;
  for (int px = seed ? 352 : 256; px <= (seed ? 800 : 1536); px += seed ? 64 : 128) sizes.push_back(px);
  return sizes;
}

/// The files are written anew after each size. @return a row a size
/// @throws Error in one line
template <class Model, class... Policies, class Hooks>
std::vector<StudyRow> study(ValOptions options, const StudyOptions& how, Hooks& hooks) {
  std::vector<StudyRow> rows;
  if constexpr (Checked<TrainerMistake<Model, Policies...>>::ok) {
    const std::vector<int> sizes = how.sizes_px.empty() ? study_sizes<Model>() : how.sizes_px;
    for (const int px : sizes)
      if (px < 1 || px > 8192) fail("study: ", px, " px: an image size must lie between 1 and 8192 px");
    for (const int asked : sizes) {
      const int px = rounded_up(asked, Model::max_stride());
      if (std::any_of(rows.begin(), rows.end(), [&](const StudyRow& r) { return r.img_px == px; })) continue;
      hooks.emit(Note{"Study: " + std::to_string(px) + " px"});
      options.img_px = px;
      rows.push_back(study_row(validate<Model, Policies...>(options, hooks), px, options.batch));
      write_study(how.folder, study_name(options.data, options.weights), rows);
    }
  }
  return rows;
}

}  // namespace ctyolo::inline v0
