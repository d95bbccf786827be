// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// From a trainer's type and options to its configuration. Tier: spec (std only).
#pragma once

#include <ctyolo/core/row_facts.hpp>
#include <ctyolo/core/slot.hpp>
#include <ctyolo/core/type_name.hpp>
#include <ctyolo/graph/net.hpp>
#include <ctyolo/train/configuration.hpp>
#include <ctyolo/train/options.hpp>
#include <ctyolo/train/policy_values.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace ctyolo::inline v0 {

/// A policy with its settings, where it shows them by `void visit_settings(f) const`: "Adam{beta2 = 0.999, eps = 1e-08}".
template <class P>
std::string policy_text(const P& policy) {
  std::string settings;
  if constexpr (requires { policy.visit_settings([](const char*, double) {}); })
    policy.visit_settings([&](const char* name, double value) {
      settings += (settings.empty() ? "" : ", ") + std::string(name) + " = " + shortest(value);
    });
  return type_name<P>() + (settings.empty() ? "" : "{" + settings + "}");
}

/// The size that a training has in the end: the program's own (FixedSize), whole strides.
template <AnyNet Model, class P>
constexpr ImageSize settled_size(ImageSize asked) {
  if constexpr (requires { P::image_size::px; }) asked = P::image_size::px;
  return {rounded_up(asked.train_px, Model::max_stride()), rounded_up(asked.val_px, Model::max_stride())};
}

namespace detail {

template <class Rows, std::size_t... R>
std::vector<std::string> block_names(std::index_sequence<R...>) {
  return {type_name<typename Rows::template BlockAt<R>>()...};
}

}  // namespace detail

/// The rows of a net with their sizes. @param img_px  for the FLOPs
template <AnyNet Model>
std::vector<RowFacts> row_facts(int classes, int img_px) {
  using Rows = typename Model::Rows;
  const auto shapes = Rows::infer(Model::context(classes), Model::image);
  const NetLayers all = Model::layers(classes);
  const std::vector<std::string> blocks = detail::block_names<Rows>(std::make_index_sequence<Rows::rows.size()>());
  std::vector<RowFacts> rows;
  for (std::size_t r = 0; r < blocks.size(); ++r) {
    const RowInfo& info = Rows::rows[r];
    RowFacts& row = rows.emplace_back();
    for (int i = 0; i < info.inputs; ++i) {
      row.from += (i > 0 ? " " : "") + std::to_string(info.from[i]);
      row.sources.push_back(Rows::table.source(static_cast<int>(r), i));
    }
    row.repeats = scaled_repeats(info.repeats, Model::scale);
    row.block = blocks[r];
    row.channels = shapes.out[r].channels;
    row.stride_px = shapes.out[r].stride;
    for (int l = all.first[r]; l < all.first[r + 1]; ++l) {
      const Layer& layer = all.layers[static_cast<std::size_t>(l)];
      const double cells = static_cast<double>(img_px / layer.stride_px) * (img_px / layer.stride_px);
      row.parameters += layer.parameters();
      row.gflops += 2e-9 * static_cast<double>(layer.weight_count()) * cells;
    }
  }
  return rows;
}

/// @tparam P  the chosen policies (train/chosen.hpp)
template <AnyNet Model, class P>
Configuration configuration_of(int classes, const Hyp& hyp, FitOptions options, const PolicyValues<P>& values = {}) {
  options.img = settled_size<Model, P>(options.img);
  const int px = options.img.train_px;
  const auto groups = Model::groups();
  Configuration c{.net = type_name<Model>(), .net_name = Model::net_name(), .classes = classes, .img_px = px,
                  .parameters = Model::parameters(classes), .gflops = static_cast<double>(Model::flops(px, px, classes)) / 1e9,
                  .groups = std::to_string(groups.bias) + " .bias, " + std::to_string(groups.weight) + " conv.weight, " +
                            std::to_string(groups.norm) + " other",
                  .rows = row_facts<Model>(classes, px), .policies = {}, .hyp = {}, .options = {}};
  P::visit_names([&](const char* kind, const std::string& policy) { c.policies.emplace_back(kind, policy); });
  const auto with_settings = [&]<class T>(const char* kind, const T& value) {
    for (auto& [name, text] : c.policies)
      if (name == kind) text = policy_text(value);
  };
  with_settings(slot::optimizer::name, values.template get<typename P::optimizer>());
  with_settings(slot::average::name, values.template get<typename P::average>());
  with_settings(slot::loss::name, values.template get<typename P::loss>());
  with_settings(slot::anchors::name, values.template get<typename P::anchors>());
  visit_hyp(hyp, [&](const char* name, double value) { c.hyp.emplace_back(name, to_text(value)); });
  visit_run_options(options, [&](const char* name, const auto& value) { c.options.emplace_back(name, to_text(value)); });
  return c;
}

/// The differences of two trainers' types, hyper-parameters of their recipes included. Empty: they do the same.
/// @code
///   std::cout << diff<Trainer<YoloV5n>, Trainer<YoloV5n, Adam>>();   // "optimizer: SGDNesterov -> Adam{...}"
/// @endcode
template <class TrainerA, class TrainerB>
std::string diff(const FitOptions& options = {}) {
  return diff(TrainerA().configuration(options), TrainerB().configuration(options));
}

}  // namespace ctyolo::inline v0
