// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Two optimizers times two schedules, each under two seeds; run it again to go on where it was stopped.
//
//   build/examples/sweep bccd/data.yaml
#include <ctyolo/ctyolo.hpp>
#include <ctyolo/train/sweep.hpp>

#include <iostream>

using namespace ctyolo;

int main(int argc, char** argv) try {
  if (argc < 2) fail("usage: sweep DATA.YAML [EPOCHS]");
  using Common = Trainer<YoloV5n::Classes<Dynamic>, EveryBatch>;  // what all runs share
  Sweep<Common, Axis<SGDNesterov, AdamW>, Axis<WarmupCosine, WarmupLinear>> sweep;
  SweepOptions options{.fit = {.data = argv[1], .epochs = argc > 2 ? std::stoi(argv[2]) : 20, .img = 320, .name = "sweep"},
                       .seeds = {0, 1}};
  options.fit.hyp = Hyp{.lr0 = 0.002};  // between what SGD and AdamW like

  StopOnSignals stop;
  sweep.run(options, stop.token());
  std::cout << "\n" << sweep.text() << "also in " << sweep.folder() << "/sweep.csv\n";
} catch (const Error& error) {
  std::cerr << error.what() << "\n";
  return 1;
}
