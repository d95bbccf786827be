// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// yaml2net MODEL.yaml OUT.hpp [--name NAME] [--namespace SCOPE]
//
// Writes the net that a YOLOv5 model yaml describes as a C++ type. What is wrong with the yaml is said in one line with
// file, line and column, and the exit code is 1. Run by cmake/ctyoloModels.cmake and examples/yolo.sh.
#include "header.hpp"

#include <filesystem>
#include <fstream>
#include <iostream>

namespace {

constexpr const char* usage = "yaml2net MODEL.yaml OUT.hpp [--name NAME] [--namespace SCOPE]     (OUT.hpp -: print)";

void write(const std::string& file, const std::string& text) {
  const auto folder = std::filesystem::path(file).parent_path();
  std::error_code failed;
  if (!folder.empty()) std::filesystem::create_directories(folder, failed);
  std::ofstream out(file, std::ios::binary);
  if (!(out << text) || !out.flush()) ctyolo::fail(file, ": could not be written");
}

}  // namespace

int main(int argc, char** argv) try {
  std::vector<std::string> files;
  std::string name, scope = "models";
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--help" || argument == "-h") return std::cout << usage << "\n", 0;
    if (argument != "--name" && argument != "--namespace") files.push_back(argument);
    else if (i + 1 < argc) (argument == "--name" ? name : scope) = argv[++i];
    else ctyolo::fail(argument, " needs a value: ", usage);
  }
  if (files.size() != 2) ctyolo::fail(usage);
  if (name.empty()) name = yaml2net::name_from_file(files[0]);
  if (!yaml2net::is_name(name, false)) ctyolo::fail("--name ", name, " is no name in C++: letters, digits and _ are, and none of the language's own words");
  if (!yaml2net::is_name(scope, true)) ctyolo::fail("--namespace ", scope, " is no namespace in C++, such as models or my::nets");

  const yaml2net::ModelYaml model = yaml2net::read_model_yaml(files[0]);
  const std::string text = yaml2net::header_of(model, yaml2net::rows_of(model), name, scope);
  if (files[1] == "-") std::cout << text;
  else write(files[1], text);
  return 0;
} catch (const std::exception& e) {
  std::cerr << e.what() << "\n";
  return 1;
}
