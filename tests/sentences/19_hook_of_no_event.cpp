// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A hook that handles none of the events.
// expect: hook_handles_no_event<Beep>
// expect: a hook takes part in an event by `void on(const EpochEnded& e)`
#include <ctyolo/ctyolo.hpp>

using namespace ctyolo;

struct Beep {
  using slot = slot::hook;
#ifdef FIXED
  void on(const EpochEnded&) { std::fputc('\a', stderr); }
#else
  void epoch_ended() { std::fputc('\a', stderr); }
#endif
};

int main() {
  using Model = YoloV5n::Classes<3>;
  Trainer<Model, SGDNesterov, Beep> trainer;
  trainer.fit({.data = "data.yaml", .epochs = 50, .img = 320});
}
