// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of train/describe.hpp.
#pragma once

#include <ctyolo/core/number.hpp>
#include <ctyolo/core/text.hpp>
#include <ctyolo/train/describe.hpp>

namespace ctyolo::inline v0::detail {

CTYOLO_INLINE std::vector<RowFacts> row_facts(const RowTable& table, Scale scale, const Shape* shapes, const NetLayers& layers,
                                              std::span<NameOf* const> blocks, int img_px) {
  std::vector<RowFacts> rows;
  for (std::size_t r = 0; r < blocks.size(); ++r) {
    const RowInfo& info = table.rows[r];
    RowFacts& row = rows.emplace_back();
    for (int i = 0; i < info.inputs; ++i) {
      row.from.append(i > 0 ? " " : "").append(std::to_string(info.from[i]));
      row.sources.push_back(table.source(static_cast<int>(r), i));
    }
    row.repeats = scaled_repeats(info.repeats, scale);
    row.block = blocks[r]();
    row.channels = shapes[r].channels;
    row.stride_px = shapes[r].stride;
    for (int l = layers.first[r]; l < layers.first[r + 1]; ++l) {
      const Layer& layer = layers.layers[static_cast<std::size_t>(l)];
      const double cells = static_cast<double>(img_px / layer.stride_px) * (img_px / layer.stride_px);
      row.parameters += layer.parameters();
      row.gflops += 2e-9 * static_cast<double>(layer.weight_count()) * cells;
    }
  }
  return rows;
}

CTYOLO_INLINE std::string with_settings(const std::string& policy, const std::vector<std::pair<const char*, double>>& settings) {
  std::string text;
  for (const auto& [name, value] : settings) text += (text.empty() ? "" : ", ") + std::string(name) + " = " + shortest(value);
  return policy + (text.empty() ? "" : "{" + text + "}");
}

CTYOLO_INLINE void add_layers(Configuration& c, const std::vector<Layer>& layers) {
  const LayerGroups groups = groups_of(layers);
  c.parameters = parameters_of(layers);
  c.gflops = static_cast<double>(flops_of(layers, c.img_px, c.img_px)) / 1e9;
  c.groups = std::to_string(groups.bias) + " .bias, " + std::to_string(groups.weight) + " conv.weight, " + std::to_string(groups.norm) + " other";
}

CTYOLO_INLINE void set_policy(Configuration& c, const char* kind, const std::string& text) {
  for (auto& [name, policy] : c.policies)
    if (name == kind) policy = text;
}

CTYOLO_INLINE void add_values(Configuration& c, const Hyp& hyp, FitOptions options, ImageSize size) {
  options.img = size;
  visit_hyp(hyp, [&](const char* name, double value) { c.hyp.emplace_back(name, to_text(value)); });
  visit_run_options(options, [&](const char* name, const auto& value) { c.options.emplace_back(name, to_text(value)); });
}

}  // namespace ctyolo::inline v0::detail
