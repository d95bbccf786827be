// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A type that is no policy.
// expect: is_not_a_policy_of_trainer<Beep>
// expect: a policy names the kind that it is, such as `using slot = slot::hook;`
#include <ctyolo/ctyolo.hpp>

using namespace ctyolo;

struct Beep {
#ifdef FIXED
  using slot = slot::hook;
#endif
  void on(const EpochEnded&) { std::fputc('\a', stderr); }
};

int main() {
  using Model = YoloV5n::Classes<3>;
  Trainer<Model, SGDNesterov, Beep> trainer;
  trainer.fit({.data = "data.yaml", .epochs = 50, .img = 320});
}
