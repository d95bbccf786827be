// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Writes the nets of nets.hpp and of the zoo as yaml files.  write FOLDER
#include "nets.hpp"
#include "write_yaml.hpp"

#include <fstream>
#include <iostream>

int main(int argc, char** argv) {
  using namespace nets;
  if (argc != 2) return 1;
  const auto write = [&](const char* name, const std::string& text) { return static_cast<bool>(std::ofstream(std::string(argv[1]) + "/" + name + ".yaml") << text << std::flush); };
  const bool ok = write("v6n", yaml_of<YoloV5n, SiLU>(10, Style::flow)) && write("v6s", yaml_of<YoloV5s, SiLU>(10, Style::block)) &&
                  write("p6", yaml_of<P6, SiLU>(12, Style::flow)) && write("p2", yaml_of<P2, Hardswish>(6, Style::flow)) &&
                  write("old_blocks", yaml_of<OldBlocks, SiLU>(6, Style::block)) &&
                  write("seed_s", yaml_of<yolov5_v1::YoloV5s, LeakyReLU<>>(10, Style::flow)) &&
                  write("seed-fpn", yaml_of<yolov5_v1::YoloV5Fpn, LeakyReLU<>>(10, Style::block));
  if (!ok) std::cerr << argv[1] << ": could not be written\n";
  return ok ? 0 : 1;
}
