// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// An optimizer without its rule.
// expect: optimizer_lacks_its_rule_update<Plain>
// expect: template <class V> void update(V& w, V g, V* state, const StepScalars& s) const
#include <ctyolo/ctyolo.hpp>

using namespace ctyolo;

struct Plain {
  using slot = slot::optimizer;
  static constexpr int states = 0;
#ifdef FIXED
  template <class V>
  void update(V& w, V g, V*, const StepScalars& s) const { w -= broadcast<V>(s.rate) * g; }
#endif
};

int main() {
  using Model = YoloV5n::Classes<3>;
  Trainer<Model, Plain> trainer;
  trainer.fit({.data = "data.yaml", .epochs = 50, .img = 320});
}
