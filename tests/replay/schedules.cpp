// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Arithmetic of a training: rates and accumulation of each batch, decay of the average, gains, fitness, constants.
#include "hyp.hpp"
#include "kinds.hpp"

#include <ctyolo/accumulation/nominal.hpp>
#include <ctyolo/accumulation/seed_nominal.hpp>
#include <ctyolo/core/results.hpp>
#include <ctyolo/ema/ema.hpp>
#include <ctyolo/hyp/evolution.hpp>
#include <ctyolo/loss/gains.hpp>
#include <ctyolo/recipe/generation.hpp>
#include <ctyolo/schedule/late.hpp>
#include <ctyolo/schedule/warmup_cosine.hpp>
#include <ctyolo/schedule/warmup_linear.hpp>

namespace replay {

namespace {

template <class Schedule, class Accumulation = Nominal<64>>
void schedule(const Case& c, Results& results) {
  const Hyp hyp = hyp_of(c, {"lr0", "lrf", "momentum", "warmup_epochs", "warmup_momentum", "warmup_bias_lr", "warmup_min_steps"});
  const int epochs = c.whole("epochs", 1, 100000), batches = c.whole("batches", 1, 100000),
            batch_size = c.whole("batch_size", 1, 100000);
  if (std::int64_t{epochs} * batches > 10'000'000)
    fail(c.path(), ": options epochs, batches: expected at most 10 million batches in all");
  std::vector<double> rates;
  std::vector<std::int32_t> accumulate, due;
  std::int64_t last_step = no_step_yet;
  for (std::int64_t step = 0; step < std::int64_t{epochs} * batches; ++step) {
    const Moment now{
        .step = step, .epoch = static_cast<int>(step / batches), .epochs = epochs, .batches = batches, .batch_size = batch_size};
    const Rates r = Schedule::at(now, hyp);
    rates.insert(rates.end(), {r.bias, r.weight, r.norm, r.momentum});
    const std::int64_t gathered = Accumulation::batches(now, hyp);
    accumulate.push_back(static_cast<std::int32_t>(gathered));
    due.push_back(step_is_due<Accumulation>(step, last_step, gathered));
    if (due.back() != 0) last_step = step;
  }
  results.add_rows("rates", 4, rates, {Per::element, {1e-12}});
  results.add("accumulate", accumulate, equal);
  results.add("due", due, equal);
}

void ema(const Case& c, Results& results) {
  std::vector<double> decay;
  for (const int update : c.ints("updates", {any})) decay.push_back(EMA<0.9999>::decay_at(update));
  results.add("decay", decay, {Per::element, {1e-12}});
}

void fitness(const Case& c, Results& results) {
  const std::vector<double> rows = c.doubles("rows", {any, 4});  // precision, recall, mAP@.5, mAP@.5:.95
  std::vector<double> found;
  for (std::size_t i = 0; i < rows.size(); i += 4) {
    ctyolo::Results r;
    r.precision = rows[i], r.recall = rows[i + 1], r.map50 = rows[i + 2], r.map50_95 = rows[i + 3];
    found.push_back(r.fitness());
  }
  results.add("fitness", found, {Per::one, {1e-15}});
  results.add("fitness_seed", found, {Per::one, {1e-15}});
}

void scaling(const Case& c, Results& results) {
  const std::vector<int> cases = c.ints("cases", {any, 4});  // levels, classes, image px, batch
  const Hyp hyp = hyp_of(c, {"box", "obj", "cls", "weight_decay"});
  std::vector<double> v7, seed;
  for (std::size_t i = 0; i < cases.size(); i += 4) {
    if (cases[i] < 1 || cases[i + 3] < 1)
      fail(c.path(), ": tensor cases: expected levels and batches of 1 or more in row ", i / 4);
    const double decay = hyp.weight_decay * Nominal<64>::decay_factor(cases[i + 3], hyp);
    const auto row = [&](std::vector<double>& to, const LossGains& g) { to.insert(to.end(), {g.box, g.obj, g.cls, decay}); };
    row(v7, GainsV7::at(hyp, cases[i], cases[i + 1], cases[i + 2]));
    row(seed, GainsV1::at(hyp, cases[i], cases[i + 1], cases[i + 2]));
  }
  results.add_rows("v7", 4, v7, {Per::element, {1e-14}});
  results.add_rows("seed", 4, seed, {Per::element, {1e-14}});
}

/// The oracles' own constants, by their names.
void hyps(const Case& c, Results& results) {
  if (c.has("nothing")) c.floats("nothing", {any});  // a file must hold a tensor
  const auto all = [&](const std::string& oracle, const Hyp& hyp) {
    visit_hyp(hyp, [&](const std::string& name, double value) {
      const std::string key = oracle + (oracle == "seed." && name == "box" ? "giou" : name);
      results.numbers[key] = value;
    });
  };
  all("v7.", Hyp{});
  all("seed.", GenerationRecipe<GenerationV1>::hyp);
}

/// How the oracles let their constants evolve.
void genes(const Case& c, Results& results) {
  if (c.has("nothing")) c.floats("nothing", {any});
  const auto all = [&](const std::string& oracle, const EvolutionSettings& settings) {
    for (const Gene& gene : settings.genes) {
      const std::string key = oracle + "." + (oracle == "seed" && gene.name == "box" ? "giou" : std::string(gene.name));
      results.numbers[key] = gene.gain;
      results.numbers[key + ".low"] = gene.low;
      results.numbers[key + ".high"] = gene.high;
    }
    results.numbers[oracle + "-chance"] = settings.chance;
    results.numbers[oracle + "-sigma"] = settings.sigma;
  };
  all("v7", {});
  all("seed", {.genes = seed_genes, .chance = 0.9});
}

}  // namespace

std::vector<Kind> schedule_kinds() {
  return {{"schedule_linear", schedule<Late<WarmupLinear>>},
          {"schedule_cosine", schedule<Late<WarmupCosine>>},
          {"schedule_seed", schedule<Late<WarmupCosine>, SeedNominal<64>>},
          {"ema", ema},
          {"fitness", fitness},
          {"scaling", scaling},
          {"hyps", hyps},
          {"genes", genes}};
}

}  // namespace replay
