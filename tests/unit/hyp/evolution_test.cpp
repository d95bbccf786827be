// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Evolution of hyper-parameters: limits, changes, parents, and that it can be repeated.
#include "golden.hpp"
#include "temporary_folder.hpp"
#include "test.hpp"

#include <ctyolo/hyp/evolution.hpp>
#include <ctyolo/recipe/generation.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

using namespace ctyolo;

namespace {

Random stream(std::uint64_t n) { return Random({.seed = 7, .position = n}); }

std::map<std::string, double> values(const Hyp& hyp) {
  std::map<std::string, double> all;
  visit_hyp(hyp, [&](const char* name, double value) { all[name] = value; });
  return all;
}

}  // namespace

TEST_CASE("hyp/evolution: a child keeps the limits, changes something, and nothing that has no gain") {
  const Hyp base{.degrees = 44.9, .mixup = 0.999};
  const auto before = values(base);
  double smallest = 1, largest = 1;
  int changes = 0, draws = 0;
  for (std::uint64_t n = 0; n < 500; ++n) {
    Random random = stream(n);
    const auto after = values(mutated(base, {}, random));
    CHECK(after != before);
    for (const Gene& gene : yolov5_genes) {
      const double was = before.at(std::string(gene.name)), is = after.at(std::string(gene.name));
      CHECK(is >= gene.low);
      CHECK(is <= gene.high);
      if (gene.gain == 0) CHECK(is == was);
      if (gene.name != "lr0") continue;
      smallest = std::min(smallest, is / was);
      largest = std::max(largest, is / was);
      changes += is != was;
      ++draws;
    }
    for (const char* fixed : {"warmup_min_steps", "nominal_batch", "clip_norm", "label_smoothing"}) CHECK(after.at(fixed) == before.at(fixed));
  }
  CHECK(smallest < 0.8);
  CHECK(smallest >= 0.3);
  CHECK(largest > 1.2);
  CHECK(largest <= 3);
  CHECK(std::abs(changes / double(draws) - 0.8) < 0.06);  // the chance of a mutation
}

TEST_CASE("hyp/evolution: children have five significant digits, and values outside the limits come in") {
  Random random = stream(1);
  const Hyp child = mutated(Hyp{.lr0 = 0.5, .momentum = 0.123456789}, {}, random);
  CHECK(child.lr0 <= 0.1);
  CHECK(child.momentum >= 0.6);
  visit_hyp(child, [](const char* name, double value) {
    if (value == 0) return;
    const double digits = value / std::pow(10.0, std::floor(std::log10(value)) - 4);
    CHECK_MESSAGE(digits == doctest::Approx(std::round(digits)).epsilon(1e-9), name);
  });
}

TEST_CASE("hyp/evolution: zero stays zero, and when all that may change is zero it says so") {
  Random random = stream(2);
  CHECK(mutated(Hyp{}, {}, random).mixup == 0);
  static constexpr std::array only{Gene{"mixup", 1, 0, 1}};
  CHECK(test::contains(test::error_of([&] { mutated(Hyp{}, {.genes = only}, random); }), "no hyper-parameter can change"));
  static constexpr std::array wrong{Gene{"learning_rate", 1, 0, 1}};
  CHECK(test::contains(test::error_of([&] { mutated(Hyp{}, {.genes = wrong}, random); }), "name no hyper-parameter"));
}

TEST_CASE("hyp/evolution: the fitter of the best five is the likelier parent; the sixth is none") {
  std::vector<TriedHyp> tried;
  for (int i = 0; i < 7; ++i) tried.push_back({.fitness = 0.1 * i, .hyp = Hyp{.lr0 = 0.001 * (i + 1)}});
  std::map<double, int> count;
  constexpr int draws = 4000;
  for (std::uint64_t n = 0; n < draws; ++n) {
    Random random = stream(n);
    ++count[choose_parent(tried, {}, random).lr0];
  }
  CHECK(!count.contains(0.001));
  CHECK(!count.contains(0.002));
  CHECK(count[0.003] < 5);  // weight 1e-6 of about 1
  CHECK(std::abs(count[0.007] / double(draws) - 0.4) < 0.03);
  CHECK(std::abs(count[0.004] / double(draws) - 0.1) < 0.03);

  Random random = stream(0);
  const Hyp mean = choose_parent(std::span(tried).first(2), {.mean_of_parents = true}, random);
  CHECK(mean.lr0 == doctest::Approx(0.002).epsilon(1e-4));  // all weight on the second
  CHECK(mean.momentum == doctest::Approx(Hyp{}.momentum));
}

TEST_CASE("hyp/evolution: the next child depends on the history and the seed alone") {
  const std::vector<TriedHyp> tried{{.fitness = 0.2, .hyp = {}}, {.fitness = 0.3, .hyp = {.lr0 = 0.02}}};
  CHECK(next_hyp({}, Hyp{.lr0 = 0.5}, {}, 0) == Hyp{.lr0 = 0.5});
  CHECK(next_hyp(tried, {}, {}, 0) == next_hyp(tried, {}, {}, 0));
  CHECK(next_hyp(tried, {}, {}, 0) != next_hyp(tried, {}, {}, 1));
  CHECK(next_hyp(tried, {}, {}, 0) != next_hyp(std::span(tried).first(1), {}, {}, 0));
}

TEST_CASE("hyp/evolution: gains, limits, chance and sigma of both oracles' own tables") {
  const test::Golden golden("policies_genes");
  using Names = std::map<std::string, std::string>;
  const auto check = [&](const std::string& oracle, const EvolutionSettings& settings, const Names& called) {
    for (const Gene& gene : settings.genes) {
      const std::string name(gene.name), key = oracle + "." + (called.contains(name) ? called.at(name) : name);
      CAPTURE(key);
      CHECK(gene.gain == golden.number(key));
      if (!golden.has(key + ".low")) continue;  // the seed sets limits to some
      CHECK(gene.low == golden.number(key + ".low"));
      CHECK(gene.high == golden.number(key + ".high"));
    }
    CHECK(settings.chance == golden.number(oracle + "-chance"));
    CHECK(settings.sigma == golden.number(oracle + "-sigma"));
  };
  check("v7", {}, {});
  check("seed", {.genes = seed_genes, .chance = 0.9}, {{"box", "giou"}});
  CHECK(yolov5_genes.size() == 27);  // all 29 but iou_t and anchors, which do nothing here
  CHECK(seed_genes.size() == 17);    // all 18 but iou_t

  // Limits that the seed does not have leave its values room in both directions, where they can move at all.
  const auto seed = values(GenerationRecipe<GenerationV1>::hyp);
  for (const Gene& gene : seed_genes) {
    const double value = seed.at(std::string(gene.name));
    CAPTURE(gene.name);
    CHECK(gene.low <= value);
    CHECK(gene.high >= value);
    if (!golden.has("seed." + std::string(gene.name) + ".low")) CHECK(gene.high >= 3 * value);
  }
}

TEST_CASE("hyp/evolution: children of the seed's table, as its genes say") {
  const Hyp base = GenerationRecipe<GenerationV1>::hyp;
  const auto before = values(base);
  std::map<std::string, int> changes;
  constexpr int draws = 1000;
  for (std::uint64_t n = 0; n < draws; ++n) {
    Random random = stream(n);
    for (const auto& [name, value] : values(mutated(base, {.genes = seed_genes, .chance = 0.9}, random)))
      changes[name] += value != before.at(name);
  }
  for (const auto& [name, value] : before) {
    const auto gene = std::find_if(seed_genes.begin(), seed_genes.end(), [&](const Gene& g) { return g.name == name; });
    CAPTURE(name);
    if (gene == seed_genes.end() || gene->gain == 0 || value == 0) CHECK(changes[name] == 0);
    else CHECK(changes[name] > 0.35 * draws);  // lr0 begins at its upper limit: half of its changes are cut off
  }
  CHECK(std::abs(changes["cls"] / double(draws) - 0.9) < 0.04);
}
