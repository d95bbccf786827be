// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The exponential average and its ramp.
#include "test.hpp"

#include <ctyolo/ema/ema.hpp>

#include <cmath>

using namespace ctyolo;

namespace {

static_assert(EmaMistake<0.9999, 2000>::ok && EmaMistake<0.5, 1>::ok && !EmaMistake<1.0, 1>::ok && !EmaMistake<0.0, 1>::ok);
static_assert(std::same_as<EmaMistake<1.5, 2000>, error::EMA_decay_must_lie_between_0_and_1_but_is<1.5>>);
static_assert(std::same_as<EmaMistake<-0.5, 0>, error::EMA_decay_must_lie_between_0_and_1_but_is<-0.5>>, "the first one");
static_assert(std::same_as<EmaMistake<0.9, 0>, error::EMA_tau_must_be_positive_but_is<0>> && !EmaMistake<0.9, -1>::ok);

}  // namespace

TEST_CASE("ema/ema: the decay ramps up as YOLOv5's, 0.9999 (1 - exp(-updates / 2000))") {
  CHECK(EMA<>::decay_at(0) == 0);
  CHECK(EMA<>::decay_at(1) == doctest::Approx(0.00049982503).epsilon(1e-7));
  CHECK(EMA<>::decay_at(2000) == doctest::Approx(0.9999 * (1 - 0.36787944117144233)).epsilon(1e-12));
  CHECK(EMA<>::decay_at(10'000) == doctest::Approx(0.9999 * (1 - std::exp(-5.0))).epsilon(1e-12));
  CHECK(EMA<>::decay_at(1'000'000'000) == 0.9999);
  CHECK(EMA<0.9, 10>::decay_at(10) == doctest::Approx(0.9 * (1 - 0.36787944117144233)).epsilon(1e-12));
}

TEST_CASE("ema/ema: avg = d avg + (1 - d) w") {
  double avg = 2;
  EMA<>{}.update(avg, 10.0, 0.75);
  CHECK(avg == 4.0);
  float avg32 = 2;
  EMA<>{}.update(avg32, 10.0f, 0.75);
  CHECK(avg32 == 4.0f);
  auto packet = broadcast<Packet<float>>(2);
  EMA<>{}.update(packet, broadcast<Packet<float>>(10), 0.75);
  CHECK((packet[0] == 4.0f && packet[3] == 4.0f));
}

TEST_CASE("ema/ema: constant weights are their own average") {
  double avg = 3;
  for (std::int64_t u = 1; u < 100; ++u) EMA<>{}.update(avg, 3.0, EMA<>::decay_at(u));
  CHECK(avg == doctest::Approx(3).epsilon(1e-12));
}
