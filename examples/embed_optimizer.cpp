// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// An optimizer of one's own: Lion (Chen et al. 2023), fused with the average into one pass like the library's.
#include <ctyolo/train.hpp>

#include <iostream>

using namespace ctyolo;

/// The rule for one weight, or for a packet of them: V is float, double or Packet<float> (optim/concepts.hpp).
struct Lion {
  using slot = slot::optimizer;
  static constexpr int states = 1;  // the momentum
  double beta2 = 0.99;              // beta1 is the schedule's momentum

  template <class V>
  void update(V& w, V g, V* state, const StepScalars& s) const {
    const V direction = broadcast<V>(s.momentum) * state[0] + broadcast<V>(1 - s.momentum) * g;
    w -= broadcast<V>(s.rate) * (sign(direction) + broadcast<V>(s.decay) * w);
    state[0] = broadcast<V>(beta2) * state[0] + broadcast<V>(1 - beta2) * g;
  }
  template <class F>
  void visit_settings(F&& f) const { f("beta2", beta2); }  // optional: shown in configuration.txt
};
static_assert(Optimizer<Lion>);

int main(int argc, char** argv) try {
  if (argc < 2) fail("usage: embed_optimizer DATA.YAML");
  Trainer<YoloV5n::Classes<Dynamic>, Lion> trainer{Lion{.beta2 = 0.98}};
  trainer.fit({.data = argv[1], .img = 320, .hyp = Hyp{.lr0 = 0.0003, .momentum = 0.9}, .name = "lion"});
} catch (const Error& error) {
  std::cerr << error.what() << "\n";
  return 1;
}
