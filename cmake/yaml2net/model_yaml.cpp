// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#include "model_yaml.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>

namespace yaml2net {

namespace {

constexpr std::uintmax_t largest_bytes = 1 << 20;  // a model yaml is a few KB; more is the wrong file
constexpr std::size_t most_rows = 1000;
constexpr int most_classes = 65536, largest_anchor_px = 65536;

YAML::Node load(const Source& source) {
  namespace fs = std::filesystem;
  std::error_code ignored;
  if (!fs::exists(source.file, ignored)) ctyolo::fail(source.file, ": there is no such file");
  if (fs::is_directory(source.file, ignored)) ctyolo::fail(source.file, " is a folder, not a model yaml");
  const auto bytes = fs::file_size(source.file, ignored);
  if (!ignored && bytes > largest_bytes) ctyolo::fail(source.file, ": ", bytes, " bytes are too many for a model yaml (at most ", largest_bytes, ")");
  std::ifstream in(source.file, std::ios::binary);
  if (!in) ctyolo::fail(source.file, ": cannot be opened for reading; check its permissions");
  try {
    return YAML::Load(in);
  } catch (const YAML::Exception& e) {
    ctyolo::fail(source.at(e.mark), ": not valid yaml: ", e.msg);
  }
}

/// Each key once: where one stands twice, yaml readers differ in which they take.
void check_keys(const Source& source, const YAML::Node& root) {
  static const std::vector<std::string> known{"nc", "depth_multiple", "width_multiple", "anchors", "backbone", "head", "activation", "act", "ch", "inplace"};
  std::vector<std::string> seen;
  for (const auto& item : root) {
    if (!item.first.IsScalar()) source.fail(item.first, "a key of a model yaml is a word");
    const std::string key = item.first.Scalar();
    if (std::find(seen.begin(), seen.end(), key) != seen.end()) source.fail(item.first, "the key ", key, " stands here a second time; keep one");
    if (std::find(known.begin(), known.end(), key) == known.end())
      std::cerr << source.at(item.first.Mark()) << ": warning: the key " << key << " is not one of a model yaml and has no effect\n";
    seen.push_back(key);
  }
}

YAML::Node value_of(const Source& source, const YAML::Node& root, const char* key, const char* advice) {
  const YAML::Node node = root[key];
  if (!node || node.IsNull()) ctyolo::fail(source.file, ": the key ", key, " is missing; ", advice);
  return node;
}

double multiple(const Source& source, const YAML::Node& root, const char* key) {
  const YAML::Node node = value_of(source, root, key, "write 1.0 for a net that is not scaled");
  double value = 0;
  if (!YAML::convert<double>::decode(node, value) || !(value > 0 && value <= 16)) source.fail(node, key, " must be a number in (0, 16]");
  return value;
}

/// @param node  the value of the key anchors, or an argument of Detect
void read_anchors(ModelYaml& model, const YAML::Node& node) {
  const Source& source = model.source;
  model.anchors = node;
  if (node.IsScalar())
    source.fail(node, "anchors is ", node.Scalar(), ", but AutoAnchor needs initial sizes; write a list [w,h, w,h, ...] in pixels for each map that Detect reads");
  if (!node.IsSequence() || node.size() == 0) source.fail(node, "anchors must be a list of lists [w,h, w,h, ...] in pixels, one for each map that Detect reads");
  for (const YAML::Node& level : node) {
    if (!level.IsSequence() || level.size() == 0 || level.size() % 2 != 0) source.fail(level, "anchors of a level are a list of pairs [w,h, w,h, ...] in pixels");
    if (!model.anchors_px.empty() && level.size() != model.anchors_px.front().size())
      source.fail(level, "this level has ", level.size() / 2, " anchors, the first ", model.anchors_per_level(), "; each level needs the same number");
    std::vector<int> px;
    for (const YAML::Node& side : level) {
      double value = 0;
      if (!YAML::convert<double>::decode(side, value) || !(value >= 1 && value <= largest_anchor_px) || value != static_cast<int>(value))
        source.fail(side, "sides of anchors are whole pixels, 1 to ", largest_anchor_px, side.IsScalar() ? ", not " + side.Scalar() : std::string());
      px.push_back(static_cast<int>(value));
    }
    model.anchors_px.push_back(px);
  }
}

YamlRow read_row(const ModelYaml& model, const YAML::Node& node) {
  const Source& source = model.source;
  if (!node.IsSequence() || node.size() != 4) source.fail(node, "a row has four parts: [from, number, module, args]");
  YamlRow row;
  row.node = node;
  const auto add_from = [&](const YAML::Node& f) {
    row.from.push_back(static_cast<int>(whole_number(model, f, "from", -static_cast<long long>(most_rows), most_rows)));
  };
  if (node[0].IsSequence()) for (const YAML::Node& f : node[0]) add_from(f);
  else add_from(node[0]);
  row.repeats = static_cast<int>(whole_number(model, node[1], "number", 1, most_rows));
  if (!node[2].IsScalar() || is_none(node[2])) source.fail(node[2], "the third part of a row is the module's name, such as Conv or nn.Upsample");
  row.module = node[2].Scalar();
  if (row.module.starts_with("torch.")) row.module.erase(0, 6);
  if (!node[3].IsSequence()) source.fail(node[3], "the fourth part of a row is a list: the module's arguments");
  for (const YAML::Node& a : node[3]) row.args.push_back(a);
  return row;
}

void read_rows(ModelYaml& model, const YAML::Node& root, const char* part) {
  const YAML::Node node = value_of(model.source, root, part, "it lists rows [from, number, module, args]");
  if (!node.IsSequence()) model.source.fail(node, part, " must be a list of rows [from, number, module, args]");
  for (const YAML::Node& row : node) {
    if (model.rows.size() >= most_rows) model.source.fail(row, "a net has at most ", most_rows, " rows");
    model.rows.push_back(read_row(model, row));
  }
}

/// Detect's own anchors, where its row lists them instead of naming the key.
YAML::Node anchors_of(const Source& source, const YAML::Node& root) {
  if (const YAML::Node head = root["head"]; head && head.IsSequence() && head.size() > 0) {
    const YAML::Node last = head[head.size() - 1];
    if (last.IsSequence() && last.size() == 4 && last[3].IsSequence() && last[3].size() == 2 && last[3][1].IsSequence()) return last[3][1];
  }
  return value_of(source, root, "anchors", "write a list [w,h, w,h, ...] in pixels for each map that Detect reads");
}

}  // namespace

std::string Source::at(const YAML::Mark& mark) const {
  if (mark.line < 0) return file;
  return file + ":" + std::to_string(mark.line + 1) + ":" + std::to_string(mark.column + 1);
}

ModelYaml read_model_yaml(const std::string& file) {
  ModelYaml model;
  model.source.file = file;
  const YAML::Node root = load(model.source);
  try {
    if (!root.IsMap()) ctyolo::fail(file, ": not a model yaml: it must have the keys nc, depth_multiple, width_multiple, anchors, backbone and head");
    check_keys(model.source, root);
    read_anchors(model, anchors_of(model.source, root));
    model.classes = 0;  // what the word nc means in nc itself
    model.classes = static_cast<int>(whole_number(model, value_of(model.source, root, "nc", "write the number of classes"), "nc", 1, most_classes));
    model.scale = {.depth = multiple(model.source, root, "depth_multiple"), .width = multiple(model.source, root, "width_multiple")};
    for (const char* key : {"activation", "act"}) {
      const YAML::Node act = root[key];
      if (!act || is_none(act)) continue;
      if (!model.activation.empty()) model.source.fail(act, "activation and act say the same thing; keep one");
      model.activation = activation_type(model.source, act);
    }
    if (const YAML::Node ch = root["ch"]) whole_number(model, ch, "ch (a net here reads pictures of 3 channels)", 3, 3);
    read_rows(model, root, "backbone");
    model.backbone_rows = static_cast<int>(model.rows.size());
    read_rows(model, root, "head");
    if (model.rows.empty()) ctyolo::fail(file, ": backbone and head have no rows");
    return model;
  } catch (const YAML::Exception& e) {  // a node used against its kind: nothing above should, but the file is a user's
    ctyolo::fail(model.source.at(e.mark), ": cannot be understood: ", e.msg);
  }
}

}  // namespace yaml2net
