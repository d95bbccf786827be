// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// One cycle, against torch's scheduler.
#include "moments.hpp"

#include <ctyolo/schedule/one_cycle.hpp>

using namespace ctyolo;

TEST_CASE("schedule/one_cycle: 20 steps equal torch's OneCycleLR") {
  // torch 1.13: OneCycleLR(SGD([w], lr=1., momentum=.9), max_lr=0.1, total_steps=20, pct_start=0.3, div_factor=25,
  //   final_div_factor=4, base_momentum=0.8, max_momentum=0.937); lr and momentum of the group before each step
  constexpr double golden[20][2] = {
      {0.0040000000000000036, 0.937},             {0.013167184270002533, 0.923917664114684},
      {0.037167184270002526, 0.8896676641146839}, {0.06683281572999747, 0.8473323358853162},
      {0.09083281572999748, 0.8130823358853162},  {0.1, 0.8},
      {0.09875893165300027, 0.8017174380155452},  {0.09509795896116975, 0.8067836325486843},
      {0.08920065838216748, 0.81494454345094},    {0.08136274519200731, 0.8257909485726768},
      {0.07197724508631913, 0.8387789638704473},  {0.061514786230837566, 0.8532573160239925},
      {0.0505, 0.8685},                           {0.03948521376916244, 0.8837426839760076},
      {0.02902275491368088, 0.8982210361295527},  {0.019637254807992693, 0.9112090514273233},
      {0.011799341617832526, 0.9220554565490601}, {0.005902041038830258, 0.9302163674513158},
      {0.0022410683469997307, 0.9352825619844549}, {0.001, 0.937}};
  constexpr Hyp hyp{.lr0 = 0.1, .lrf = 0.01};
  std::size_t i = 0;
  for (const Moment& m : moments::all(4, 5)) {
    CAPTURE(i);
    const Rates r = OneCycle::at(m, hyp);
    CHECK(r.weight == doctest::Approx(golden[i][0]).epsilon(1e-12));
    CHECK((r.norm == r.weight && r.bias == r.weight));
    CHECK(r.momentum == doctest::Approx(golden[i++][1]).epsilon(1e-12));
  }
}

TEST_CASE("schedule/one_cycle: trainings of a few batches keep to finite rates") {
  for (std::int64_t batches : {1, 2, 3, 4}) {
    for (const Moment& m : moments::all(1, batches)) {
      const Rates r = OneCycle::at(m, {});
      CHECK((r.weight > 0 && r.weight <= 0.01));
      CHECK((r.momentum >= 0.8 && r.momentum <= 0.937));
    }
  }
}
