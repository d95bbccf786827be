// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A precision in which the backend cannot compute.
// expect: backend_computes_in<Aten, Precisions<FP32>, and_not_in<BF16>>
// expect: the backend cannot compute in this precision; name one of its own, or none: FP32 is the default
#include <ctyolo/ctyolo.hpp>

using namespace ctyolo;

int main() {
  using Model = YoloV5n::Classes<3>;
#ifdef FIXED
  Trainer<Model, SGDNesterov, Aten, FP32> trainer;
#else
  Trainer<Model, SGDNesterov, Aten, BF16> trainer;
#endif
  trainer.fit({.data = "data.yaml", .epochs = 50, .img = 320});
}
