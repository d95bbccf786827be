// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A training that says when a step is done: first_step DATA.YAML PROJECT
#include <ctyolo/ctyolo.hpp>

#include <iostream>

#include "policy.hpp"  // using ThisSchedule = ...; written by ../compare.py

using namespace ctyolo;

struct FirstStep {
  using slot = slot::hook;
  void on(const BatchDone&) { std::cout << "step done" << std::endl; }
};

int main(int argc, char** argv) try {
  if (argc < 3) fail("usage: first_step DATA.YAML PROJECT");
  Trainer<YoloV5n::Classes<Dynamic>, SGDNesterov, ThisSchedule, EMA<0.9999>, FirstStep> trainer;
  trainer.fit({.data = argv[1], .epochs = 1, .batch = 16, .img = 320, .project = argv[2]});
} catch (const Error& error) {
  std::cerr << error.what() << "\n";
  return 1;
}
