// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The whole configuration of a trainer as text. Tier: spec.
#pragma once

#include <ctyolo/core/type_name.hpp>
#include <ctyolo/graph/net.hpp>
#include <ctyolo/train/options.hpp>

#include <iomanip>
#include <sstream>
#include <string>

namespace ctyolo::inline v0 {

/// A line a fact: the net, every policy, every hyper-parameter, the run's options.
template <AnyNet Model, class P>
std::string describe(int classes, const Hyp& hyp, const FitOptions& options) {
  std::ostringstream text;
  const auto line = [&](const std::string& name, const auto& value) { text << std::left << std::setw(18) << name + ":" << value << "\n"; };
  const auto groups = Model::groups();
  line("net", type_name<Model>());
  line("classes", classes);
  line("parameters", Model::parameters(classes));
  line("gflops", static_cast<double>(Model::flops(options.img.train_px, options.img.train_px, classes)) / 1e9);
  line("groups", std::to_string(groups.bias) + " .bias, " + std::to_string(groups.weight) + " conv.weight, " +
                     std::to_string(groups.norm) + " other");
  P::visit_names([&](const char* kind, const std::string& policy) { line(kind, policy); });
  visit_hyp(hyp, [&](const char* name, double value) { line(name, to_text(value)); });
  visit_run_options(options, [&](const char* name, const auto& value) { line(name, to_text(value)); });
  return text.str();
}

}  // namespace ctyolo::inline v0
