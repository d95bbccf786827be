// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Training on pictures that the program makes, and detection with the result: a data source of its own, and no data.yaml.
#include <ctyolo/predict.hpp>
#include <ctyolo/train.hpp>

#include <iostream>

using namespace ctyolo;

/// Grey pictures with a bright square somewhere, drawn when they are asked for (data/data_source.hpp).
struct Squares {
  int count = 0;
  std::uint64_t seed = 0;
  static constexpr int side = 128, square = 32;

  int size() const { return count; }
  std::vector<std::string> class_names() const { return {"square"}; }
  int corner(int i, std::uint64_t axis) const { return static_cast<int>(Random({seed, axis, static_cast<std::uint64_t>(i)}).below(side - square)); }
  SourceItem item(int i) const {
    constexpr float part = float(square) / side;
    return {side, side, {{.x = float(corner(i, 0)) / side + part / 2, .y = float(corner(i, 1)) / side + part / 2, .w = part, .h = part}}};
  }
  OwnedImage image(int i) const {
    OwnedImage made{std::vector<std::uint8_t>(3 * side * side, 90), side, side};
    for (int y = corner(i, 1), row = 0; row < square; ++row)
      std::fill_n(made.pixels.begin() + 3 * (side * (y + row) + corner(i, 0)), 3 * square, std::uint8_t{230});
    return made;
  }
};
static_assert(DataSource<Squares>);

int main(int argc, char** argv) {
  const Squares train{.count = 64}, val{.count = 16, .seed = 1};
  Trainer<YoloV5n::Classes<Dynamic>, EveryBatch, NoAugment> trainer;
  const Results r = trainer.fit({.epochs = argc > 1 ? std::stoi(argv[1]) : 20, .batch = 8, .img = 128, .name = "squares"}, train, val);
  std::cout << "mAP@.5 " << r.map50 << "\n";

  const Detector<YoloV5n::Classes<Dynamic>> detector(trainer.checkpoint());  // the averaged net as it is now: a copy, and no file
  std::cout << detector.detect(val.image(0).view(), 128).size() << " boxes in the first picture\n";
}
