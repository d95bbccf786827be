// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A decay beyond 1.
// expect: EMA_decay_must_lie_between_0_and_1_but_is<Real{1.5
// expect: write a number between 0 and 1, such as EMA<0.9999>
#include <ctyolo/ctyolo.hpp>

using namespace ctyolo;

int main() {
  using Model = YoloV5n::Classes<3>;
#ifdef FIXED
  Trainer<Model, SGDNesterov, EMA<0.999>> trainer;
#else
  Trainer<Model, SGDNesterov, EMA<1.5>> trainer;
#endif
  trainer.fit({.data = "data.yaml", .epochs = 50, .img = 320});
}
