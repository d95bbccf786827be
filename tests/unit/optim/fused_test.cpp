// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The one pass over the flat arrays: equal to the rules applied number by number, whatever the count and the threads.
#include "test.hpp"

#include <ctyolo/core/random.hpp>
#include <ctyolo/ema/ema.hpp>
#include <ctyolo/ema/no_average.hpp>
#include <ctyolo/optim/adam.hpp>
#include <ctyolo/optim/adamw.hpp>
#include <ctyolo/optim/fused.hpp>
#include <ctyolo/optim/sgd.hpp>
#include <ctyolo/optim/sgd_nesterov.hpp>

#include <vector>

using namespace ctyolo;

namespace {

/// A user's own optimizer without memory: steps of one size towards the gradient's sign.
struct SignSGD {
  using slot = slot::optimizer;
  static constexpr int states = 0;
  template <class V>
  void update(V& w, V g, V*, const StepScalars& s) const {
    w -= broadcast<V>(s.rate) * (g / (square_root(static_cast<V>(g * g)) + broadcast<V>(1e-30)));
  }
};
static_assert(Optimizer<SignSGD>);

struct NoSlot {
  static constexpr int states = 0;
  template <class V>
  void update(V&, V, V*, const StepScalars&) const {}
};
struct TooManyStates : SignSGD {
  static constexpr int states = max_optimizer_states + 1;
};
struct FloatOnly {
  using slot = slot::optimizer;
  static constexpr int states = 0;
  void update(float&, float, float*, const StepScalars&) const {}
};
static_assert(NoSlot::states == 0 && !Optimizer<NoSlot> && !Optimizer<TooManyStates> && !Optimizer<FloatOnly> && !Optimizer<EMA<>>);

struct Arrays {
  explicit Arrays(std::size_t count) : weights(count), gradients(count), states{weights, weights}, average(count) {
    Random r({.seed = 1});
    for (std::size_t i = 0; i < count; ++i) {
      weights[i] = static_cast<float>(r.uniform(-1, 1));
      gradients[i] = static_cast<float>(r.uniform(-1, 1));
      for (auto& s : states) s[i] = static_cast<float>(r.uniform(0.1, 1));
      average[i] = static_cast<float>(r.uniform(-1, 1));
    }
  }
  FlatGroup group(bool averaging = true) {
    return {.count = static_cast<std::int64_t>(weights.size()), .weights = weights.data(), .gradients = gradients.data(),
            .states = {states[0].data(), states[1].data()}, .average = averaging ? average.data() : nullptr};
  }
  bool operator==(const Arrays&) const = default;

  std::vector<float> weights, gradients, states[2], average;
};

constexpr StepScalars scalars{.rate = 0.05, .momentum = 0.9, .decay = 0.01, .step = 3};

/// Number by number.
template <class Optim, class Average>
void by_hand(Arrays& x, const Optim& optimizer, const Average& average, double decay, double scale) {
  const auto step = prepared(optimizer, scalars);
  for (std::size_t i = 0; i < x.weights.size(); ++i) {
    float state[2] = {x.states[0][i], x.states[1][i]};
    optimizer.update(x.weights[i], x.gradients[i] * static_cast<float>(scale), state, step);
    for (std::size_t k = 0; k < 2; ++k) x.states[k][i] = state[k];
    average.update(x.average[i], x.weights[i], decay);
  }
}

void check_near(const std::vector<float>& a, const std::vector<float>& b) {
  REQUIRE(a.size() == b.size());
  double worst = 0;
  for (std::size_t i = 0; i < a.size(); ++i) worst = std::max(worst, static_cast<double>(std::abs(a[i] - b[i])));
  CHECK(worst < 1e-6);  // not 0: a compiler may contract one form into multiply-adds and not the other
}

void use_threads([[maybe_unused]] int n) {
#ifdef _OPENMP
  omp_set_num_threads(n);
#endif
}

}  // namespace

TEST_CASE_TEMPLATE("optim/fused: packets and the rest equal the rule by hand", Optim, SGDNesterov, SGD, Adam, AdamW, SignSGD) {
  for (std::size_t count : {0u, 1u, 2u, 3u, 4u, 5u, 7u, 1001u, 40003u}) {
    CAPTURE(count);
    Arrays fused(count), plain(count);
    fused_step(fused.group(), Optim{}, EMA<0.9>{}, scalars, 0.75, 0.5);
    by_hand(plain, Optim{}, EMA<0.9>{}, 0.75, 0.5);
    check_near(fused.weights, plain.weights);
    check_near(fused.states[0], plain.states[0]);
    check_near(fused.states[1], plain.states[1]);
    check_near(fused.average, plain.average);
    CHECK(fused.gradients == plain.gradients);
  }
}

TEST_CASE("optim/fused: nothing outside the count is touched") {
  Arrays x(1024), before(1024);
  FlatGroup group = x.group();
  group.count = 1001;
  fused_step(group, Adam{}, EMA<>{}, scalars, 0.9);
  CHECK(x.weights[1000] != before.weights[1000]);
  for (std::size_t i = 1001; i < 1024; ++i) {
    CHECK(x.weights[i] == before.weights[i]);
    CHECK(x.states[1][i] == before.states[1][i]);
    CHECK(x.average[i] == before.average[i]);
  }
}

TEST_CASE("optim/fused: without an average's array the average stays") {
  Arrays with(1003), without(1003), before(1003);
  fused_step(with.group(), SGDNesterov{}, EMA<>{}, scalars, 0.9);
  fused_step(without.group(false), SGDNesterov{}, NoAverage{}, scalars, 0.0);
  CHECK(without.weights == with.weights);
  CHECK(without.average == before.average);
  CHECK(with.average != before.average);
}

TEST_CASE("optim/fused: the gradient scale is a factor of the gradient") {
  Arrays scaled(1003), smaller(1003);
  for (float& g : smaller.gradients) g *= 0.25f;
  fused_step(scaled.group(), SGDNesterov{}, EMA<>{}, scalars, 0.9, 0.25);
  fused_step(smaller.group(), SGDNesterov{}, EMA<>{}, scalars, 0.9);
  CHECK(scaled.weights == smaller.weights);
}

TEST_CASE_TEMPLATE("optim/fused: bit-identical for one thread and for two", Optim, SGDNesterov, Adam) {
  Arrays one(100'003), two(100'003);
  use_threads(1);
  fused_step(one.group(), Optim{}, EMA<>{}, scalars, 0.9);
  use_threads(2);
  fused_step(two.group(), Optim{}, EMA<>{}, scalars, 0.9);
  CHECK(one == two);
}

TEST_CASE("optim/fused: average_step averages numbers that no optimizer moves") {
  for (std::size_t count : {3u, 40003u}) {
    Arrays x(count);
    std::vector<float> wanted = x.average;
    for (std::size_t i = 0; i < count; ++i) wanted[i] = 0.75f * wanted[i] + 0.25f * x.weights[i];
    average_step(x.average.data(), x.weights.data(), static_cast<std::int64_t>(count), EMA<>{}, 0.75);
    check_near(x.average, wanted);
  }
}
