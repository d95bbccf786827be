// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// From a trainer's type and options to its configuration. Tier: spec (std only).
#pragma once

#include <ctyolo/core/row_facts.hpp>
#include <ctyolo/core/slot.hpp>
#include <ctyolo/core/type_name.hpp>
#include <ctyolo/graph/net_table.hpp>
#include <ctyolo/nn/head_setup.hpp>
#include <ctyolo/train/configuration.hpp>
#include <ctyolo/train/options.hpp>
#include <ctyolo/train/policy_values.hpp>

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace ctyolo::inline v0 {

namespace detail {

using NameOf = std::string();

/// What gives the names of a net's blocks, row by row.
template <class Rows, std::size_t... R>
constexpr std::array<NameOf*, sizeof...(R)> block_names(std::index_sequence<R...>) {
  return {&type_name<typename Rows::template BlockAt<R>>...};
}

std::vector<RowFacts> row_facts(const RowTable& table, Scale scale, const Shape* shapes, const NetLayers& layers,
                                std::span<NameOf* const> blocks, int img_px);
/// "Adam{beta2 = 0.999, eps = 1e-08}"
std::string with_settings(const std::string& policy, const std::vector<std::pair<const char*, double>>& settings);
/// Adds parameters, FLOPs and the optimizer's groups.
void add_layers(Configuration& c, const std::vector<Layer>& layers);
void set_policy(Configuration& c, const char* kind, const std::string& text);
/// Adds hyper-parameters and options. @param size  the one in force
void add_values(Configuration& c, const Hyp& hyp, FitOptions options, ImageSize size);

}  // namespace detail

/// A policy with its settings, where it shows them: "Adam{beta2 = 0.999, eps = 1e-08}".
template <class P>
[[gnu::cold]] std::string policy_text(const P& policy) {
  if constexpr (PolicyWithSettings<P>) {
    std::vector<std::pair<const char*, double>> settings;
    policy.visit_settings([&](const char* name, double value) { settings.emplace_back(name, value); });
    return detail::with_settings(type_name<P>(), settings);
  } else {
    return type_name<P>();
  }
}

/// The size that a training has in the end: the program's own (FixedSize), whole strides.
template <AnyNet Model, class P>
constexpr ImageSize settled_size(ImageSize asked) {
  if constexpr (requires { P::image_size::px; }) asked = P::image_size::px;
  return {rounded_up(asked.train_px, Model::max_stride()), rounded_up(asked.val_px, Model::max_stride())};
}

/// The rows of a net with their sizes. @param img_px  for the FLOPs @throws Error for other classes than the net's type has
template <AnyNet Model>
[[gnu::cold]] std::vector<RowFacts> row_facts(int classes, int img_px) {
  using Table = NetTable<Model>;
  checked_classes(classes, Model::classes, type_name<Model>());
  auto shapes = Table::shapes;
  if constexpr (Model::dynamic) shapes = Model::Rows::infer(Model::context(classes), Model::image).out;
  static constexpr auto blocks = detail::block_names<typename Model::Rows>(std::make_index_sequence<Table::size>());
  return detail::row_facts(Table::table, Model::scale, shapes.data(), layers_of<Model>(classes), blocks, img_px);
}

/// Fills in everything. @tparam P  the chosen policies (train/chosen.hpp)
template <AnyNet Model, class P>
[[gnu::cold]] void describe_to(Configuration& c, int classes, const Hyp& hyp, const FitOptions& options, const PolicyValues<P>& values) {
  const ImageSize size = settled_size<Model, P>(options.img);
  c.net = type_name<Model>();
  c.net_name = Model::net_name();
  c.classes = classes;
  c.img_px = size.train_px;
  c.rows = row_facts<Model>(classes, c.img_px);
  detail::add_layers(c, layers_of<Model>(classes).layers);
  c.policies = P::names();
  const auto with_settings = [&]<class T>(const char* kind, const T& value) {
    if constexpr (PolicyWithSettings<T>) detail::set_policy(c, kind, policy_text(value));
  };
  with_settings(slot::optimizer::name, values.template get<typename P::optimizer>());
  with_settings(slot::average::name, values.template get<typename P::average>());
  with_settings(slot::loss::name, values.template get<typename P::loss>());
  with_settings(slot::anchors::name, values.template get<typename P::anchors>());
  detail::add_values(c, hyp, options, size);
}

/// @tparam P  the chosen policies (train/chosen.hpp)
template <AnyNet Model, class P>
Configuration configuration_of(int classes, const Hyp& hyp, const FitOptions& options, const PolicyValues<P>& values = {}) {
  Configuration c;
  describe_to<Model, P>(c, classes, hyp, options, values);
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

#if CTYOLO_HEADER_ONLY
#include <ctyolo/train/describe.ipp>
#endif
