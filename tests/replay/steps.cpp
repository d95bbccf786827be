// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Steps of an optimizer and the averages that follow it. Weights and gradients are made of their names where a case has none.
#include "golden_numbers.hpp"
#include "kinds.hpp"

#include <ctyolo/ema/ema.hpp>
#include <ctyolo/optim/adam.hpp>
#include <ctyolo/optim/adamw.hpp>
#include <ctyolo/optim/fused.hpp>
#include <ctyolo/optim/sgd_nesterov.hpp>

#include <array>
#include <sstream>

namespace replay {

namespace {

constexpr std::size_t statistics = 3;
const char* const group_names[] = {"weight", "norm", "bias", "buffer"};

struct Part {
  std::string name;
  Sides sides;
  std::size_t group = 0, offset = 0, count = 1;
};

using Arrays = std::array<std::vector<float>, 4>;  // of the groups

std::span<float> part_of(Arrays& arrays, const Part& p) { return std::span(arrays[p.group]).subspan(p.offset, p.count); }

std::vector<Part> parts_of(const Case& c) {
  std::istringstream names(c.text("names")), shapes(c.text("shapes"));
  std::vector<Part> all;
  std::size_t sizes[4] = {};
  for (const int group : c.indices("groups", {any}, 4)) {
    Part p{.name = {}, .sides = {}, .group = static_cast<std::size_t>(group)};
    std::string shape, side;
    if (!(names >> p.name && shapes >> shape))
      fail(c.path(), ": options names, shapes: expected a word for each element of groups");
    for (std::istringstream sides(shape); std::getline(sides, side, 'x');)
      from_text(side, p.sides.emplace_back(), c.path() + ": option shapes");
    for (const std::int64_t n : p.sides) {
      if (n < 1 || n > 1 << 24) fail(c.path(), ": option shapes: expected sides as 7x3x3x3, found ", shape);
      p.count *= static_cast<std::size_t>(n);
    }
    p.offset = sizes[p.group];
    sizes[p.group] += p.count;
    all.push_back(p);
  }
  return all;
}

/// The case's own numbers of a group, where it has them.
void given(const Case& c, const std::string& prefix, std::size_t group, Arrays& arrays) {
  const std::string name = prefix + "." + group_names[group];
  if (c.has(name)) arrays[group] = c.floats(name, {static_cast<std::int64_t>(arrays[group].size())});
}

void keep(const std::string& prefix, const Arrays& arrays, double limit, Results& results) {
  for (std::size_t g = 0; g < 4; ++g) results.add(prefix + "." + group_names[g], arrays[g], {Per::one, {limit}});
}

template <class Optimizer>
void steps(const Case& c, Results& results) {
  const std::vector<Part> parts = parts_of(c);
  const std::vector<double> rates = c.doubles("rates", {any, 4});  // bias, weight, norm, momentum
  const auto later = static_cast<std::int64_t>(c.number("later"));
  const double weight_decay = c.number("decay");
  Arrays now, gradients;
  for (const Part& p : parts) {
    now[p.group].resize(p.offset + p.count);
    test::entry(p.name, p.sides, part_of(now, p));
  }
  const std::string start = c.text("start", "names");
  if (start == "given")
    for (std::size_t g = 0; g < 4; ++g) given(c, "start", g, now);
  else if (start == "names")
    keep("start", now, 0, results);
  else
    fail(c.path(), ": option start: expected names or given, found ", start);
  Arrays states[2], average = now, average_later = now;
  for (std::size_t g = 0; g < 4; ++g)
    for (auto* arrays : {&states[0], &states[1], &gradients}) (*arrays)[g].resize(now[g].size());

  for (std::size_t k = 0; 4 * k < rates.size(); ++k) {
    for (const Part& p : parts) {
      if (p.group == statistics)
        test::entry(std::to_string(k) + "." + p.name, p.sides, part_of(now, p));
      else
        test::numbers("gradient." + std::to_string(k) + "." + p.name, part_of(gradients, p), 0.5);
    }
    for (std::size_t g = 0; g < statistics; ++g) given(c, "gradient." + std::to_string(k), g, gradients);
    given(c, "statistics." + std::to_string(k), statistics, now);
    const auto update = static_cast<std::int64_t>(k + 1);
    const double decay = EMA<>::decay_at(update), decay_later = EMA<>::decay_at(later + update);
    for (std::size_t g = 0; g < statistics; ++g) {
      FlatGroup flat{.count = static_cast<std::int64_t>(now[g].size()),
                     .weights = now[g].data(),
                     .gradients = gradients[g].data(),
                     .states = {states[0][g].data(), states[1][g].data()},
                     .average = average[g].data()};
      fused_step(flat, Optimizer{}, EMA<>{},
                 {.rate = rates[4 * k + (g + 1) % 3],
                  .momentum = rates[4 * k + 3],
                  .decay = g == 0 ? weight_decay : 0.0,
                  .step = update},
                 decay);
    }
    for (std::size_t g = 0; g < 4; ++g) {
      const auto count = static_cast<std::int64_t>(now[g].size());
      if (g == statistics) average_step(average[g].data(), now[g].data(), count, EMA<>{}, decay);
      average_step(average_later[g].data(), now[g].data(), count, EMA<>{}, decay_later);
    }
    if (update != 1 && 4 * (k + 1) != rates.size()) continue;
    const std::string after = "." + std::to_string(update);
    keep("after" + after, now, 1e-6, results);
    keep("average" + after, average, 1e-6, results);
    keep("average_seed" + after, average, 1e-6, results);
    keep("average_later" + after, average_later, 1e-6, results);
  }
}

}  // namespace

std::vector<Kind> step_kinds() {
  return {{"steps_sgd", steps<SGDNesterov>}, {"steps_adam", steps<Adam>}, {"steps_adamw", steps<AdamW>}};
}

}  // namespace replay
