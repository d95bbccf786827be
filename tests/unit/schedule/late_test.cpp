// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The delay of YOLOv5's schedule, against a step-by-step model of its optimizer and scheduler.
#include "moments.hpp"

#include <ctyolo/schedule/constant.hpp>
#include <ctyolo/schedule/late.hpp>
#include <ctyolo/schedule/one_cycle.hpp>
#include <ctyolo/schedule/warmup_cosine.hpp>
#include <ctyolo/schedule/warmup_linear.hpp>

using namespace ctyolo;

static_assert(Schedule<Late<WarmupCosine>> && EpochwiseSchedule<Constant> && !EpochwiseSchedule<OneCycle>);

namespace {

/// The optimizer keeps a rate; warm-up overwrites it up to step `last` included; the scheduler, whose counter was set back
/// by one, overwrites it at the end of epoch e with the rate of e.
template <class S>
void behaves_as_yolov5(int epochs, std::int64_t batches, std::int64_t last, const Hyp& hyp) {
  double weight = hyp.lr0, bias = hyp.lr0;
  for (const Moment& m : moments::all(epochs, batches)) {
    if (m.step > 0 && m.step % batches == 0) weight = bias = hyp.lr0 * S::factor(m.epoch - 1, epochs, hyp);
    if (m.step <= last && last > 0) {
      weight = moments::line(m.step, last, 0, hyp.lr0 * S::factor(m.epoch, epochs, hyp));
      bias = moments::line(m.step, last, hyp.warmup_bias_lr, hyp.lr0 * S::factor(m.epoch, epochs, hyp));
    }
    CAPTURE(m.step);
    CHECK(Late<S>::at(m, hyp).weight == doctest::Approx(weight).epsilon(1e-12));
    CHECK(Late<S>::at(m, hyp).bias == doctest::Approx(bias).epsilon(1e-12));
  }
}

}  // namespace

TEST_CASE_TEMPLATE("schedule/late: every step as YOLOv5", S, WarmupLinear, WarmupCosine) {
  SUBCASE("warm-up ends within an epoch") { behaves_as_yolov5<S>(5, 7, 10, moments::hyp); }
  SUBCASE("warm-up ends at the first batch of an epoch") {
    behaves_as_yolov5<S>(5, 7, 14, {.warmup_epochs = 2, .warmup_min_steps = 0});
  }
  SUBCASE("warm-up ends at the last batch of an epoch") {
    behaves_as_yolov5<S>(5, 7, 13, {.warmup_epochs = 1, .warmup_min_steps = 13});
  }
  SUBCASE("warm-up is longer than the training") { behaves_as_yolov5<S>(3, 7, 100, {}); }
  SUBCASE("no warm-up") { behaves_as_yolov5<S>(5, 7, 0, {.warmup_epochs = 0}); }
}

TEST_CASE("schedule/late: one epoch behind once warm") {
  const Moment m{.step = 300, .epoch = 30, .epochs = 100, .batches = 10};
  CHECK(Late<WarmupLinear>::at(m, {}).weight == 0.01 * WarmupLinear::factor(29, 100, {}));
  CHECK(WarmupLinear::at(m, {}).weight == 0.01 * WarmupLinear::factor(30, 100, {}));
}
