// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A hook that takes its event as something to change.
// expect: hook_must_take_the_event_by_const_reference<Beep, EpochEnded>
// expect: a hook only looks at an event; write `void on(const Event& e)`
#include <ctyolo/ctyolo.hpp>

using namespace ctyolo;

struct Beep {
  using slot = slot::hook;
#ifdef FIXED
  void on(const EpochEnded&) { std::fputc('\a', stderr); }
#else
  void on(EpochEnded&) { std::fputc('\a', stderr); }
#endif
};

int main() {
  using Model = YoloV5n::Classes<3>;
  Trainer<Model, SGDNesterov, Beep> trainer;
  trainer.fit({.data = "data.yaml", .epochs = 50, .img = 320});
}
