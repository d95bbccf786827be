// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Where a training stands: every number, besides tensors, that a resumed run needs. Tier: spec (std only).
#pragma once

#include <ctyolo/accumulation/concepts.hpp>
#include <ctyolo/core/results.hpp>

#include <cstdint>
#include <vector>

namespace ctyolo::inline v0 {

struct RunState {
  int epoch = 0;                        ///< the one under way, or the next
  std::int64_t batch = 0;               ///< of that epoch, the next; > 0 only after an interruption
  std::int64_t step = 0;                ///< batches since the start of training
  std::int64_t last_step = no_step_yet; ///< batch after which the optimizer last stepped
  std::int64_t updates = 0;             ///< optimizer steps so far
  std::int64_t averaged = 0;            ///< updates of the average so far; other than those only after a resumption from Python
  double best_fitness = -1;             ///< < 0: nothing validated yet
  int best_epoch = -1;
  LossItems sum;                        ///< of the batches of this epoch so far
  bool finished = false;
  Results latest;                       ///< of the latest validation
  std::vector<double> class_maps;       ///< mAP of each class at it; empty: nothing validated yet

  LossItems mean() const {
    const double n = batch > 0 ? static_cast<double>(batch) : 1.0;
    return {.box = sum.box / n, .obj = sum.obj / n, .cls = sum.cls / n};
  }
};

/// Calls `f("name", value)` for everything that a checkpoint keeps. `S` is RunState or const RunState.
template <class S, class F>
constexpr void visit_state(S& s, F&& f) {
  f("epoch", s.epoch);
  f("batch", s.batch);
  f("step", s.step);
  f("last_step", s.last_step);
  f("updates", s.updates);
  f("averaged", s.averaged);
  f("best_fitness", s.best_fitness);
  f("best_epoch", s.best_epoch);
  f("sum_box", s.sum.box);
  f("sum_obj", s.sum.obj);
  f("sum_cls", s.sum.cls);
  f("finished", s.finished);
  f("precision", s.latest.precision);
  f("recall", s.latest.recall);
  f("map50", s.latest.map50);
  f("map50_95", s.latest.map50_95);
  f("val_box", s.latest.loss.box);
  f("val_obj", s.latest.loss.obj);
  f("val_cls", s.latest.loss.cls);
  f("class_maps", s.class_maps);
}

}  // namespace ctyolo::inline v0
