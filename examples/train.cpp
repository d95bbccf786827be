// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Trains a detector of clothes from random weights, in eight minutes on two cores: the one-file example.
//
//   sh examples/run.sh            composes the pictures (Fashion-MNIST's on made-up backgrounds) and runs this
//
// YOLOv5's own recipe is made for days, not minutes: it gathers gradients of 64 images for a step, warms up for three
// epochs and shrinks the class loss by classes/80. Where there is time for only 1500 steps each of these costs most of
// the accuracy, so this run takes a step a batch, warms up for one epoch and raises the gain of the class loss.
#include <ctyolo/ctyolo.hpp>

#include <iostream>

using namespace ctyolo;

int main(int argc, char** argv) try {
  using Model = YoloV5n::Classes<5>;  // the compiler checks the net; another number of classes is another type
  Trainer<Model, SGDNesterov, WarmupCosine, EMA<0.9999>, EveryBatch> trainer;

  FitOptions options{
      .data = argc > 1 ? argv[1] : "build/data/fashion/data.yaml",
      .epochs = 20,
      .batch = 16,
      .img = 160,
      .hyp = Hyp{.warmup_epochs = 1, .cls = 4.0},
      .name = "fashion",
  };
  for (int i = 2; i + 1 < argc; i += 2) {  // a few options by name: --epochs 2 --workers 0 --resume runs/train/fashion
    const std::string name = argv[i], value = argv[i + 1];
    if (name == "--epochs") options.epochs = std::stoi(value);
    else if (name == "--workers") options.workers = std::stoi(value);
    else if (name == "--name") options.name = value;
    else if (name == "--resume") options.resume = value;
    else fail("unknown option ", name, "; there are --epochs, --workers, --name and --resume");
  }

  StopOnSignals stop;  // Ctrl-C finishes the step, saves and says how to go on
  const Results r = trainer.fit(options, stop.token());
  for (const ClassResult& c : r.classes) std::cout << "class " << c.cls << ": mAP@.5 " << c.map50 << "\n";
  std::cout << "mAP@.5 " << r.map50 << ", mAP@.5:.95 " << r.map50_95 << " in " << r.train_seconds / 60 << " min\n";
} catch (const Error& error) {
  std::cerr << error.what() << "\n";
  return 1;
}
