// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of io/python_net.hpp.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/io/python_net.hpp>
#include <ctyolo/io/python_rows.ipp>

#include <algorithm>
#include <set>
#include <utility>

namespace ctyolo::inline v0 {

namespace detail {

/// Where a row reads from: a number, or a list for a block that takes any number of maps.
inline PythonValue python_from(const RowInfo& row) {
  if (row.inputs == 1 && row.block_inputs == 1) return row.from[0];
  PythonValue rows = PythonValue::list();
  for (int i = 0; i < row.inputs; ++i) rows.add(row.from[i]);
  return rows;
}

/// Rows whose maps are kept: those that a row other than the next one reads.
inline PythonValue python_save(const RowTable& table) {
  std::set<int> kept;
  for (int r = 0; r < table.size; ++r)
    for (int i = 0; i < table.rows[r].inputs; ++i)
      if (table.rows[r].from[i] != -1) kept.insert(table.source(r, i));
  PythonValue save = PythonValue::list();
  for (const int row : kept) save.add(row);
  return save;
}

inline std::string lower_case(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text.substr(text.rfind(':') == std::string::npos ? 0 : text.rfind(':') + 1);
}

/// Module and arguments of a row of a description, before scaling; arguments are None where one cannot be said there.
inline std::pair<const char*, PythonValue> described_block(const PythonBlock& b, bool first_generation) {
  using Kind = PythonBlockKind;
  PythonValue args = PythonValue::list();
  const auto with_shortcut = [&] {
    args.add(b.channels);
    if (!b.shortcut) args.add(false);
    return args;
  };
  switch (b.kind) {
    case Kind::conv:
      if (b.padding != auto_padding && first_generation) return {"Conv", PythonValue()};  // there the next argument is `groups`
      args = PythonValue::list({b.channels, b.kernel, b.stride});
      if (b.padding != auto_padding) args.add(b.padding);
      return {"Conv", args};
    case Kind::bottleneck: return {"Bottleneck", with_shortcut()};
    case Kind::bottleneck_csp: return {"BottleneckCSP", with_shortcut()};
    case Kind::c3: return {"C3", with_shortcut()};
    case Kind::focus: return {"Focus", PythonValue::list({b.channels, b.kernel})};
    case Kind::spp: return {"SPP", PythonValue::list({b.channels, PythonValue::list({5, 9, 13})})};
    case Kind::sppf: return {"SPPF", PythonValue::list({b.channels, b.kernel})};
    case Kind::concat: return {"Concat", PythonValue::list({1})};
    case Kind::upsample: return {"nn.Upsample", PythonValue::list({PythonValue(), b.factor, "nearest"})};
    case Kind::output_conv: return {"nn.Conv2d", PythonValue::list({"(nc + 5) * na", 1, 1})};
    case Kind::detect:
    case Kind::detect_maps: return {"Detect", PythonValue::list({"nc", "anchors"})};
    default: return {"", PythonValue()};
  }
}

inline PythonValue described_anchors(const HeadSetup& head) {
  PythonValue all = PythonValue::list();
  for (std::size_t l = 0; l < head.anchors.size(); ++l) {
    PythonValue level = PythonValue::list();
    for (const AnchorSize& a : head.anchors[l])
      for (const float side : {a.w, a.h}) level.add(PythonValue::number(static_cast<double>(side) * head.strides_px[l]));
    all.add(std::move(level));
  }
  return all;
}

/// The one activation of all blocks that have one, in a form that a description can name; false when there is none such.
inline bool described_activation(const PythonNet& net, std::string& source) {
  using Kind = PythonBlockKind;
  const PythonActivation standard{net.first_generation() ? LeakyReLU<>::value : SiLU::value};
  const PythonActivation* first = nullptr;
  for (const PythonBlock& b : net.blocks) {
    if (b.channels == 0) continue;
    if (first != nullptr && b.activation != *first) return false;
    first = &b.activation;
    if (b.kind == Kind::bottleneck_csp && b.activation != standard) return false;  // that one does not ask
  }
  if (first == nullptr || *first == standard) return true;
  if (first->frelu || net.first_generation()) return false;
  source = python_source(first->value);
  return true;
}

}  // namespace detail

CTYOLO_INLINE PythonValue python_description(const PythonNet& net) {
  std::string activation;
  if (!detail::described_activation(net, activation)) return {};
  PythonValue rows = PythonValue::list(), last = PythonValue::list();
  for (int r = 0; r < net.table.size; ++r) {
    auto [module, args] = detail::described_block(net.blocks[static_cast<std::size_t>(r)], net.first_generation());
    if (args.kind == PythonKind::none) return {};
    PythonValue row = PythonValue::list({detail::python_from(net.table.rows[r]), net.table.rows[r].repeats, module});
    row.add(std::move(args));
    (r + 1 < net.table.size ? rows : last).add(std::move(row));
  }
  PythonValue out = PythonValue::dict()
                        .with("nc", net.head.classes)
                        .with("depth_multiple", net.scale.depth)
                        .with("width_multiple", net.scale.width)
                        .with("anchors", detail::described_anchors(net.head));
  if (!activation.empty()) out.set("activation", activation);
  return std::move(out).with("backbone", std::move(rows)).with("head", std::move(last)).with("ch", 3);
}

CTYOLO_INLINE PythonValue python_model(const PythonNet& net, const TensorPlaces& tensors, const HeadTensors& head) {
  const bool first = net.first_generation();
  detail::PythonRows rows(net, tensors, head);
  PythonValue modules = PythonValue::list();
  for (int r = 0; r < net.table.size; ++r) {
    auto [module, class_name, parameters] = rows.row(r);
    modules.add(std::move(module)
                    .with("i", r)
                    .with("f", detail::python_from(net.table.rows[r]))
                    .with("type", class_name)
                    .with("np", parameters));
  }
  ModuleParts parts;
  parts.children.set("model", python_container("Sequential", std::move(modules)));
  PythonValue model = python_module(first ? "models.yolo.Model" : "models.yolo.DetectionModel", std::move(parts));
  if (PythonValue description = python_description(net); description.kind != PythonKind::none) {
    model.set(first ? "md" : "yaml", std::move(description));
    model.set("yaml_file", detail::lower_case(net.name) + ".yaml");
  }
  PythonValue names = first ? PythonValue::list() : PythonValue::dict();
  for (std::size_t c = 0; c < net.class_names.size(); ++c) {
    if (!first) names.add(static_cast<int>(c));
    names.add(net.class_names[c]);
  }
  if (!first) model.set("inplace", true);
  return std::move(model)
      .with("save", detail::python_save(net.table))
      .with("names", std::move(names))
      .with("stride", PythonValue::tensor(head.strides))
      .with("nc", net.head.classes);
}

CTYOLO_INLINE PythonValue python_checkpoint(PythonValue model, const std::string& date) {
  return PythonValue::dict()
      .with("epoch", -1)
      .with("best_fitness", PythonValue())
      .with("training_results", PythonValue())
      .with("model", std::move(model))
      .with("ema", PythonValue())
      .with("updates", PythonValue())
      .with("optimizer", PythonValue())
      .with("date", date);
}

}  // namespace ctyolo::inline v0
