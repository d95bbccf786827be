// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A schedule that is not a pure function: it counts for itself.
// expect: schedule_must_be_a_pure_function_of_Moment_and_Hyp<Halving>
// expect: so that a resumed run goes on with it: static Rates at(const Moment&, const Hyp&)
#include <ctyolo/ctyolo.hpp>

using namespace ctyolo;

struct Halving {
  using slot = slot::schedule;
#ifdef FIXED
  static Rates at(const Moment& m, const Hyp& hyp) {
    const double rate = hyp.lr0 / (1 << (m.epoch / 10));
    return {.weight = rate, .norm = rate, .bias = rate, .momentum = hyp.momentum};
  }
#else
  int calls = 0;
  Rates at(const Moment&, const Hyp& hyp) {
    const double rate = hyp.lr0 / (1 << (calls++ / 1000));
    return {.weight = rate, .norm = rate, .bias = rate, .momentum = hyp.momentum};
  }
#endif
};

int main() {
  using Model = YoloV5n::Classes<3>;
  Trainer<Model, SGDNesterov, Halving> trainer;
  trainer.fit({.data = "data.yaml", .epochs = 50, .img = 320});
}
