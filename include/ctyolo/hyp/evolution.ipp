// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of hyp/evolution.hpp.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/hyp/evolution.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <numeric>
#include <vector>

namespace ctyolo::inline v0 {

namespace detail {

/// So that the number in a table is the number that was tried.
inline double five_digits(double value) {
  char text[40];
  const auto end = std::to_chars(text, text + sizeof text, value, std::chars_format::general, 5);
  double rounded = value;
  std::from_chars(text, end.ptr, rounded);
  return rounded;
}

/// Calls f(gene, value) for each gene.
template <class H, class F>
void visit_genes(H& hyp, std::span<const Gene> genes, F&& f) {
  std::size_t known = 0;
  visit_hyp(hyp, [&](const char* name, auto& value) {
    for (const Gene& gene : genes)
      if (gene.name == name) f(gene, value), ++known;
  });
  if (known != genes.size()) fail("evolution: ", genes.size() - known, " of the genes name no hyper-parameter (hyp/hyp.hpp)");
}

}  // namespace detail

CTYOLO_INLINE Hyp choose_parent(std::span<const TriedHyp> tried, const EvolutionSettings& settings, Random& random) {
  if (tried.empty() || settings.parents < 1) fail("evolution: there is no parent among ", tried.size(), " tried (parents = ", settings.parents, ")");
  std::vector<std::size_t> order(tried.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return tried[a].fitness != tried[b].fitness ? tried[a].fitness > tried[b].fitness : a < b;
  });
  order.resize(std::min(order.size(), static_cast<std::size_t>(settings.parents)));
  const auto weight = [&](std::size_t i) { return tried[i].fitness - tried[order.back()].fitness + 1e-6; };
  double sum = 0;
  for (const std::size_t i : order) sum += weight(i);
  if (settings.mean_of_parents) {
    Hyp mean = tried[order[0]].hyp;
    visit_hyp(mean, [](const char*, double& value) { value = 0; });
    for (const std::size_t i : order) {
      std::vector<double> values;
      visit_hyp(tried[i].hyp, [&](const char*, double value) { values.push_back(value); });
      auto value = values.begin();
      visit_hyp(mean, [&](const char*, double& total) { total += weight(i) / sum * *value++; });
    }
    visit_hyp(mean, [](const char*, double& value) { value = detail::five_digits(value); });  // no 63.99999999 of 64s
    return mean;
  }
  double left = random.uniform() * sum;
  for (const std::size_t i : order) {
    if (left < weight(i)) return tried[i].hyp;
    left -= weight(i);
  }
  return tried[order.back()].hyp;
}

CTYOLO_INLINE Hyp mutated(const Hyp& parent, const EvolutionSettings& settings, Random& random) {
  constexpr int most_draws = 10000;
  for (int draw = 0; draw < most_draws; ++draw) {
    const double r = random.uniform();
    Hyp child = parent;
    bool changed = false;
    detail::visit_genes(child, settings.genes, [&](const Gene& gene, double& value) {
      const bool mutates = random.chance(settings.chance);
      const double normal = random.normal();
      const double before = value;
      if (mutates) value *= std::clamp(1 + gene.gain * normal * r * settings.sigma, 0.3, 3.0);
      value = detail::five_digits(std::clamp(value, gene.low, gene.high));
      changed = changed || (mutates && gene.gain != 0 && value != before);
    });
    if (changed) return child;
  }
  fail("evolution: no hyper-parameter can change: those with a gain are 0 or held by their limits");
}

CTYOLO_INLINE Hyp next_hyp(std::span<const TriedHyp> tried, const Hyp& first, const EvolutionSettings& settings, std::uint64_t seed) {
  if (tried.empty()) return first;
  Random random({.seed = seed, .epoch = tried.size(), .purpose = Purpose::hyp_evolution});
  const Hyp parent = choose_parent(tried, settings, random);
  return mutated(parent, settings, random);
}

}  // namespace ctyolo::inline v0
