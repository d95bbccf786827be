// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A hook that cannot be made without arguments.
// expect: policy_cannot_be_made_without_arguments<Beep>
// expect: a Trainer makes its policies first and takes your values afterwards
#include <ctyolo/ctyolo.hpp>

#include <iostream>

using namespace ctyolo;

struct Beep {
  using slot = slot::hook;
  int times = 1;
#ifdef FIXED
  Beep() = default;
#endif
  explicit Beep(int n) : times(n) {}
  void on(const TrainingEnded&) { for (int i = 0; i < times; ++i) std::cout << '\a'; }
};

int main() {
  using Model = YoloV5n::Classes<3>;
  Trainer<Model, Beep> trainer{Beep(3)};
  trainer.fit({.data = "data.yaml", .epochs = 50, .img = 320});
}
