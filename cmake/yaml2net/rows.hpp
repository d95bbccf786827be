// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The rows of a yaml as ctyolo's blocks: their C++ text, shapes and what is wrong with them.
#pragma once

#include "model_yaml.hpp"

#include <ctyolo/graph/shape.hpp>

#include <set>
#include <string>
#include <vector>

namespace yaml2net {

struct RowText {
  std::vector<int> from;
  int repeats = 1;
  std::string block;  ///< "Conv<64, 6, 2, 2>"
  std::string note;   ///< for its comment; may be empty
};

struct NetText {
  bool first_generation = false;      ///< has nn.Conv2d rows as output, read by Detect
  std::string activation;             ///< C++ type of all blocks
  std::vector<RowText> rows;
  std::vector<ctyolo::Shape> shapes;  ///< [rows]
  std::set<std::string> blocks;       ///< names of the blocks in use: "C3"
  bool no_shortcut = false;           ///< the constant is used
};

/// @throws ctyolo::Error in one line with file, line and column
NetText rows_of(const ModelYaml& model);

}  // namespace yaml2net
