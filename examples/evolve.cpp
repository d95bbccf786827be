// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Evolves the hyper-parameters of short trainings; run it again to go on.
//
//   build/examples/evolve bccd/data.yaml 50
#include <ctyolo/ctyolo.hpp>
#include <ctyolo/train/evolve.hpp>

#include <iostream>

using namespace ctyolo;

int main(int argc, char** argv) try {
  if (argc < 2) fail("usage: evolve DATA.YAML [GENERATIONS]");
  Evolve<Trainer<YoloV5n::Classes<Dynamic>, EveryBatch>> evolve;
  StopOnSignals stop;
  const Generation best = evolve.run({.fit = {.data = argv[1], .epochs = 10, .img = 320, .name = "evolve", .noval = true, .nosave = true},
                                      .generations = argc > 2 ? std::stoi(argv[2]) : 300},
                                     stop.token());
  std::cout << "\n" << evolve.history().size() << " generations, best mAP@.5:.95 " << best.map50_95 << "\n" << hyp_yaml(best.hyp);
} catch (const Error& error) {
  std::cerr << error.what() << "\n";
  return 1;
}
