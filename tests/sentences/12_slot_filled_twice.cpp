// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Two optimizers.
// expect: slot_filled_twice<slot::optimizer, SGDNesterov, Adam>
// expect: two policies of one kind; keep the one that you mean
#include <ctyolo/ctyolo.hpp>

using namespace ctyolo;

int main() {
  using Model = YoloV5n::Classes<3>;
#ifdef FIXED
  Trainer<Model, WarmupCosine, Adam> trainer;
#else
  Trainer<Model, SGDNesterov, WarmupCosine, Adam> trainer;
#endif
  trainer.fit({.data = "data.yaml", .epochs = 50, .img = 320});
}
