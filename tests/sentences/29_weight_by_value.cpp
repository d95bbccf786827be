// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A rule that changes a copy of the weight.
// expect: optimizer_update_takes_the_weight_by_value<Plain>
// expect: an optimizer changes the weight that it is given, V& w
#include <ctyolo/ctyolo.hpp>

using namespace ctyolo;

struct Plain {
  using slot = slot::optimizer;
  static constexpr int states = 0;
  template <class V>
#ifdef FIXED
  void update(V& w, V g, V*, const StepScalars& s) const { w -= broadcast<V>(s.rate) * g; }
#else
  void update(V w, V g, V*, const StepScalars& s) const { w -= broadcast<V>(s.rate) * g; }
#endif
};

int main() {
  using Model = YoloV5n::Classes<3>;
  Trainer<Model, Plain> trainer;
  trainer.fit({.data = "data.yaml", .epochs = 50, .img = 320});
}
