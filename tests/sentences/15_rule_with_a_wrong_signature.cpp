// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A rule that knows one type of number.
// expect: optimizer_update_cannot_be_called_with<Plain, double>
// expect: an optimizer's update has another signature than: template <class V> void update(
#include <ctyolo/ctyolo.hpp>

using namespace ctyolo;

struct Plain {
  using slot = slot::optimizer;
  static constexpr int states = 0;
#ifdef FIXED
  template <class V>
  void update(V& w, V g, V*, const StepScalars& s) const { w -= broadcast<V>(s.rate) * g; }
#else
  void update(float& w, float g, float*, const StepScalars& s) const { w -= static_cast<float>(s.rate) * g; }
#endif
};

int main() {
  using Model = YoloV5n::Classes<3>;
  Trainer<Model, Plain> trainer;
  trainer.fit({.data = "data.yaml", .epochs = 50, .img = 320});
}
