// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A constant image size that is no multiple of the largest stride.
// expect: image_size_is_not_a_multiple_of_the_stride<330, 32, nearest_are<320, 352>>
// expect: take one of the nearest sizes
#include <ctyolo/ctyolo.hpp>

using namespace ctyolo;

int main() {
  using Model = YoloV5n::Classes<3>;
#ifdef FIXED
  Trainer<Model, SGDNesterov, FixedSize<320>> trainer;
#else
  Trainer<Model, SGDNesterov, FixedSize<330>> trainer;
#endif
  trainer.fit({.data = "data.yaml", .epochs = 50, .img = 320});
}
