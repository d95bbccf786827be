// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The data of a run whose pictures come from data sources. Tier: nn.
#pragma once

#include <ctyolo/data/data_source.hpp>
#include <ctyolo/train/run_setup.hpp>

#include <string>
#include <vector>

namespace ctyolo::inline v0 {

/// What FitOptions::data says then, unless the program has a name for its data.
inline constexpr const char* own_data_source = "own data source";

/// Both sources must outlive it. @throws Error when they name other classes, or cannot be used
template <DataSource TrainSource, DataSource ValSource>
RunData run_data(const TrainSource& train, const ValSource& val, bool single_class) {
  const std::vector<std::string> names = train.class_names();
  if (names != std::vector<std::string>(val.class_names())) fail("the data sources for training and for validation name different classes");
  return {.names = names,
          .train = dataset_of(train, {.split = "train", .single_class = single_class}),
          .val = dataset_of(val, {.split = "val", .single_class = single_class})};
}

}  // namespace ctyolo::inline v0
