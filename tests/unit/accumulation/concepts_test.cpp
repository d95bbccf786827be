// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// When a step is due.
#include "test.hpp"

#include <ctyolo/accumulation/concepts.hpp>
#include <ctyolo/accumulation/nominal.hpp>

#include <vector>

using namespace ctyolo;

namespace {

struct NoDecay {
  using slot = slot::accumulation;
  static constexpr std::int64_t batches(const Moment&, const Hyp&) { return 1; }
};
static_assert(!Accumulation<NoDecay> && NoDecay::batches({}, {}) == 1);

struct EveryThird : Nominal<64> {  // a step rule of one's own
  static constexpr bool is_due(std::int64_t step, std::int64_t, std::int64_t) { return step % 3 == 2; }
};
static_assert(Accumulation<EveryThird> && HasStepRule<EveryThird> && !HasStepRule<Nominal<64>>);
static_assert(step_is_due<EveryThird>(2, 1, 4) && !step_is_due<EveryThird>(3, no_step_yet, 1));
static_assert(step_is_due<Nominal<64>>(3, no_step_yet, 4) && !step_is_due<Nominal<64>>(4, 3, 4));

struct WrongRule : Nominal<64> {
  static constexpr bool is_due(std::int64_t step) { return step > 0; }
};
static_assert(!Accumulation<WrongRule> && WrongRule::is_due(1));

}  // namespace

TEST_CASE("accumulation/concepts: a step is due when enough batches came since the last one") {
  std::vector<std::int64_t> steps;
  std::int64_t last = no_step_yet;
  for (std::int64_t step = 0; step < 14; ++step)
    if (step_is_due(step, last, step < 6 ? 2 : 4)) steps.push_back(last = step);
  CHECK(steps == std::vector<std::int64_t>{1, 3, 5, 9, 13});
  static_assert(step_is_due(0, no_step_yet, 1) && !step_is_due(0, no_step_yet, 2));
}
