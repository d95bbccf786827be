// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Every batch of a small training, for the tests of the schedules.
#pragma once

#include "test.hpp"

#include <ctyolo/hyp/hyp.hpp>
#include <ctyolo/schedule/rates.hpp>

#include <vector>

namespace moments {

/// lrf and the momenta as YOLOv5 v7.0; a warm-up short enough to end within the training.
inline constexpr ctyolo::Hyp hyp{.lr0 = 0.02, .lrf = 0.1, .warmup_epochs = 1.5, .warmup_min_steps = 0};

inline std::vector<ctyolo::Moment> all(int epochs, std::int64_t batches) {
  std::vector<ctyolo::Moment> list;
  for (int e = 0; e < epochs; ++e)
    for (std::int64_t i = 0; i < batches; ++i)
      list.push_back({.step = e * batches + i, .epoch = e, .epochs = epochs, .batches = batches, .batch_size = 16});
  return list;
}

/// A line through (0, from) and (last, to).
inline double line(std::int64_t step, std::int64_t last, double from, double to) {
  return from + (to - from) * static_cast<double>(step) / static_cast<double>(last);
}

/// Checks a trace of five epochs of 7 batches against warm-up over `last` = round(10.5) = 10 steps to lr0 * factor(epoch).
template <class S, class Factor>
void follows(Factor factor) {
  constexpr std::int64_t last = 10;  // half to even
  for (const ctyolo::Moment& m : all(5, 7)) {
    CAPTURE(m.step);
    const double rate = hyp.lr0 * factor(m.epoch);
    const bool warm = m.step > last;
    const ctyolo::Rates r = S::at(m, hyp);
    CHECK(r.weight == doctest::Approx(warm ? rate : line(m.step, last, 0, rate)).epsilon(1e-12));
    CHECK(r.norm == r.weight);
    CHECK(r.bias == doctest::Approx(warm ? rate : line(m.step, last, hyp.warmup_bias_lr, rate)).epsilon(1e-12));
    CHECK(r.momentum == doctest::Approx(warm ? hyp.momentum : line(m.step, last, hyp.warmup_momentum, hyp.momentum)).epsilon(1e-12));
  }
}

}  // namespace moments
