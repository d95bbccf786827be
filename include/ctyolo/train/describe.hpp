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

namespace detail {

template <class Rows, std::size_t... R>
std::vector<std::string> block_names(std::index_sequence<R...>) {
  return {type_name<typename Rows::template BlockAt<R>>()...};
}

std::vector<RowFacts> row_facts(const RowTable& table, Scale scale, const Shape* shapes, const NetLayers& layers,
                                const std::vector<std::string>& blocks, int img_px);
/// "Adam{beta2 = 0.999, eps = 1e-08}"
std::string with_settings(const std::string& policy, const std::vector<std::pair<const char*, double>>& settings);
/// Adds hyper-parameters and options.
void add_values(Configuration& c, const Hyp& hyp, const FitOptions& options);

}  // namespace detail

/// A policy with its settings, where it shows them by `void visit_settings(f) const`: "Adam{beta2 = 0.999, eps = 1e-08}".
template <class P>
std::string policy_text(const P& policy) {
  if constexpr (requires { policy.visit_settings([](const char*, double) {}); }) {
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

/// The rows of a net with their sizes. @param img_px  for the FLOPs
template <AnyNet Model>
std::vector<RowFacts> row_facts(int classes, int img_px) {
  using Rows = typename Model::Rows;
  const auto shapes = Rows::infer(Model::context(classes), Model::image);
  return detail::row_facts(Rows::table, Model::scale, shapes.out.data(), Model::layers(classes),
                           detail::block_names<Rows>(std::make_index_sequence<Rows::rows.size()>()), img_px);
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
                  .rows = row_facts<Model>(classes, px), .policies = P::names(), .hyp = {}, .options = {}};
  const auto with_settings = [&]<class T>(const char* kind, const T& value) {
    for (auto& [name, text] : c.policies)
      if (name == kind) text = policy_text(value);
  };
  with_settings(slot::optimizer::name, values.template get<typename P::optimizer>());
  with_settings(slot::average::name, values.template get<typename P::average>());
  with_settings(slot::loss::name, values.template get<typename P::loss>());
  with_settings(slot::anchors::name, values.template get<typename P::anchors>());
  detail::add_values(c, hyp, options);
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
