// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A YOLOv5 model yaml as values: what it says, and where it says it.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/graph/scale.hpp>

#include <yaml-cpp/yaml.h>

#include <string>
#include <vector>

namespace yaml2net {

/// The yaml file, which knows how to say a place in it.
struct Source {
  std::string file;

  /// "net.yaml:12:8", lines and columns from 1; the file alone where yaml-cpp knows no place.
  std::string at(const YAML::Mark& mark) const;
  /// @throws ctyolo::Error "net.yaml:12:8: ..."
  template <class... Parts>
  [[noreturn]] void fail(const YAML::Node& node, const Parts&... parts) const {
    ctyolo::fail(at(node.Mark()), ": ", parts...);
  }
};

/// [from, number, module, args] of backbone and head.
struct YamlRow {
  YAML::Node node;
  std::vector<int> from;  ///< as written: row numbers, or negative: counted back
  int repeats = 1;        ///< before scaling
  std::string module;     ///< "nn.Upsample"
  std::vector<YAML::Node> args;
};

struct ModelYaml {
  Source source;
  int classes = 80;
  ctyolo::Scale scale;
  std::string activation;  ///< C++ type such as LeakyReLU<0.1>; empty: the generation's
  YAML::Node anchors;
  std::vector<std::vector<int>> anchors_px;  ///< [level] w, h, w, h, ...
  int backbone_rows = 0;
  std::vector<YamlRow> rows;

  int anchors_per_level() const { return static_cast<int>(anchors_px.front().size()) / 2; }
  /// Channels of a raw detection map.
  int outputs() const { return anchors_per_level() * (5 + classes); }
};

/// @throws ctyolo::Error in one line with file, line and column
ModelYaml read_model_yaml(const std::string& file);

/// What YAML and Python both call nothing: null, ~, None, 'None'.
bool is_none(const YAML::Node& node);
/// Whole number, or arithmetic of +, -, * and brackets with the words nc, na and no: "na * (nc + 5)".
long long whole_number(const ModelYaml& model, const YAML::Node& node, const std::string& what, long long least, long long most);
/// nn.SiLU(), nn.LeakyReLU(0.1), ... as a C++ type.
std::string activation_type(const Source& source, const YAML::Node& node);

}  // namespace yaml2net
