// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Steps of the optimizers and averages against torch.optim and YOLOv5's own groups and averages (tests/golden/README.md).
#include "test.hpp"

#include "golden.hpp"
#include "golden_numbers.hpp"

#include <ctyolo/ema/ema.hpp>
#include <ctyolo/optim/adam.hpp>
#include <ctyolo/optim/adamw.hpp>
#include <ctyolo/optim/fused.hpp>
#include <ctyolo/optim/sgd_nesterov.hpp>

#include <sstream>

using namespace ctyolo;

namespace {

struct Tensor {
  std::string name;
  std::vector<std::int64_t> shape;
  std::size_t group = 0, offset = 0, count = 1;
};

constexpr std::size_t statistics = 3;
const char* const group_names[] = {"weight", "norm", "bias", "buffer"};

/// The recorded tensors, placed one after another in the group in which the oracle has them.
std::vector<Tensor> tensors_of(const test::Golden& golden) {
  std::istringstream names(golden.text("names")), shapes(golden.text("shapes"));
  std::vector<Tensor> all;
  std::size_t sizes[4] = {};
  for (const int group : golden.ints("groups")) {
    Tensor t{.name = {}, .shape = {}, .group = static_cast<std::size_t>(group)};
    std::string shape, side;
    REQUIRE((names >> t.name && shapes >> shape));
    for (std::istringstream sides(shape); std::getline(sides, side, 'x');) t.shape.push_back(std::stoll(side));
    for (const std::int64_t n : t.shape) t.count *= static_cast<std::size_t>(n);
    t.offset = sizes[t.group];
    sizes[t.group] += t.count;
    all.push_back(t);
  }
  return all;
}

using Arrays = std::array<std::vector<float>, 4>;  // of the groups

void check_near(const test::Golden& golden, const std::string& name, const Arrays& found, double limit) {
  for (std::size_t g = 0; g < 4; ++g) {
    const std::string array = name + "." + group_names[g];
    CAPTURE(array);
    const std::vector<float> expected = golden.floats(array);
    CHECK(test::largest_difference(found[g], expected) <= limit);
  }
}

/// Largest numbers are about 2; the oracle computed in f64. Seen here, and as much from torch in f32: 4e-7.
template <class Optim>
void check(const std::string& file, const Optim& optimizer) {
  const test::Golden golden(file);
  const std::vector<Tensor> tensors = tensors_of(golden);
  const std::vector<double> rates = golden.doubles("rates");  // [steps,4] bias, weight, norm, momentum
  const auto later = static_cast<std::int64_t>(golden.number("later"));
  Arrays now, gradients;
  const auto fill = [&](const std::string& prefix) {
    for (const Tensor& t : tensors) {
      now[t.group].resize(std::max(now[t.group].size(), t.offset + t.count));
      if (prefix.empty() || t.group == statistics) test::entry(prefix + t.name, t.shape, std::span(now[t.group]).subspan(t.offset, t.count));
    }
  };
  fill("");
  check_near(golden, "start", now, 0);
  Arrays states[2], average = now, average_later = now;
  for (std::size_t g = 0; g < 4; ++g)
    for (auto* arrays : {&states[0], &states[1], &gradients}) (*arrays)[g].resize(now[g].size());

  for (std::size_t k = 0; 4 * k < rates.size(); ++k) {
    for (const Tensor& t : tensors)
      if (t.group != statistics)
        test::numbers("gradient." + std::to_string(k) + "." + t.name, std::span(gradients[t.group]).subspan(t.offset, t.count), 0.5);
    fill(std::to_string(k) + ".");
    const auto update = static_cast<std::int64_t>(k + 1);
    const double decay = EMA<>::decay_at(update), decay_later = EMA<>::decay_at(later + update);
    for (std::size_t g = 0; g < statistics; ++g) {
      const double rate = rates[4 * k + (g + 1) % 3];
      FlatGroup flat{.count = static_cast<std::int64_t>(now[g].size()), .weights = now[g].data(), .gradients = gradients[g].data(),
                     .states = {states[0][g].data(), states[1][g].data()}, .average = average[g].data()};
      fused_step(flat, optimizer, EMA<>{},
                 {.rate = rate, .momentum = rates[4 * k + 3], .decay = g == 0 ? golden.number("decay") : 0.0, .step = update}, decay);
    }
    for (std::size_t g = 0; g < 4; ++g) {
      const auto count = static_cast<std::int64_t>(now[g].size());
      if (g == statistics) average_step(average[g].data(), now[g].data(), count, EMA<>{}, decay);
      average_step(average_later[g].data(), now[g].data(), count, EMA<>{}, decay_later);
    }
    const std::string after = "." + std::to_string(update);
    if (update != 1 && 4 * (k + 1) != rates.size()) continue;
    CAPTURE(after);
    check_near(golden, "after" + after, now, 1e-6);
    check_near(golden, "average" + after, average, 1e-6);
    check_near(golden, "average_seed" + after, average, 1e-6);
    check_near(golden, "average_later" + after, average_later, 1e-6);
  }
}

}  // namespace

TEST_CASE("optim/golden: SGDNesterov and EMA") { check("steps_sgd", SGDNesterov{}); }
TEST_CASE("optim/golden: Adam and EMA") { check("steps_adam", Adam{}); }
TEST_CASE("optim/golden: AdamW and EMA") { check("steps_adamw", AdamW{}); }
