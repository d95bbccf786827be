// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A policy whose settings nobody sees.
// expect: policy_does_not_show_its_members<SignSGD>
// expect: show them: template <class F> void visit_settings(F&& f) const { f("name", member); }
#include <ctyolo/ctyolo.hpp>

using namespace ctyolo;

struct SignSGD {
  using slot = slot::optimizer;
  static constexpr int states = 0;
  double factor = 0.05;
#ifdef FIXED
  template <class F>
  void visit_settings(F&& f) const { f("factor", factor); }
#endif
  template <class V>
  void update(V& w, V g, V*, const StepScalars& s) const { w -= broadcast<V>(s.rate * factor) * g; }
};

int main() {
  using Model = YoloV5n::Classes<3>;
  Trainer<Model, SignSGD> trainer{SignSGD{.factor = 0.1}};
  trainer.fit({.data = "data.yaml", .epochs = 50, .img = 320});
}
